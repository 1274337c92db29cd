package dev.usher.kit;

/// How messages are made of datagrams.
///
/// The limit holds both ways. A datagram over it is dropped and counted, never silently cut; an
/// empty datagram is a message like any other.
///
/// @param <M> what a message is
public interface PacketFraming<M> {
  /// Makes a message of one packet.
  ///
  /// @throws FramingException when it is none; that packet is dropped and counted
  M read(byte[] packet) throws FramingException;

  /// Makes a packet of one message.
  ///
  /// @throws IllegalArgumentException when this framing cannot carry the message
  byte[] write(M message);

  /// The longest packet, in bytes.
  int limit();

  /// The default limit: 65,507 bytes, the most that UDP over IPv4 carries (65,535 less the IP and
  /// UDP headers of 20 and 8).
  int LARGEST = 65_507;

  /// UTF-8 text, a datagram each, up to [#LARGEST] bytes. Packets that are not UTF-8 are dropped.
  static PacketFraming<String> text() {
    return text(LARGEST);
  }

  /// UTF-8 text, a datagram each, up to `limit` bytes. Packets that are not UTF-8 are dropped.
  static PacketFraming<String> text(int limit) {
    return new TextPackets(limit);
  }

  /// The bytes as they are, up to [#LARGEST].
  static PacketFraming<byte[]> bytes() {
    return bytes(LARGEST);
  }

  /// The bytes as they are, up to `limit`.
  static PacketFraming<byte[]> bytes(int limit) {
    return new BytePackets(limit);
  }
}
