package dev.usher.kit;

/// [PacketFraming#text(int)].
record TextPackets(int limit) implements PacketFraming<String> {
  TextPackets {
    Limits.packet(limit);
  }

  @Override
  public String read(byte[] packet) throws FramingException {
    return Utf8.decode(packet, 0, packet.length);
  }

  @Override
  public byte[] write(String message) {
    return Utf8.encode(message);
  }
}
