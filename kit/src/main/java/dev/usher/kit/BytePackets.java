package dev.usher.kit;

/// [PacketFraming#bytes(int)].
record BytePackets(int limit) implements PacketFraming<byte[]> {
  BytePackets {
    Limits.packet(limit);
  }

  @Override
  public byte[] read(byte[] packet) {
    return packet;
  }

  @Override
  public byte[] write(byte[] message) {
    return message;
  }
}
