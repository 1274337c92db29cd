package dev.usher.testkit.contract;

/// UDP over real sockets.
class UdpTest extends PacketContract {}
