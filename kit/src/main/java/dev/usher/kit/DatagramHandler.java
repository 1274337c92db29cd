package dev.usher.kit;

/// Your code for stateless datagrams: one packet in, at most one out, nothing kept.
///
/// It runs on the receiving thread of its socket, one packet after the other, so it must not block:
/// meanwhile packets wait in the system's buffer, and are lost when that is full. Give the server
/// several sockets with [SocketSettings#reusePort()] to use more cores.
@FunctionalInterface
public interface DatagramHandler {
  /// Looks at one packet and may reply to it once.
  ///
  /// Throwing drops the packet and tells [ServerEvent.Failed]; the server goes on.
  void handle(Datagram packet) throws Exception;
}
