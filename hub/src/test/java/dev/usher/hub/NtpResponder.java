package dev.usher.hub;

import dev.usher.kit.Answering;
import dev.usher.kit.Datagram;
import dev.usher.kit.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/// A small NTP server on loopback that says what it is told to say.
final class NtpResponder implements AutoCloseable {
  private static final long UNIX_EPOCH = 2_208_988_800L; // 1970 in seconds since 1900

  private final Answering server;

  private NtpResponder(int port, Conduct conduct) throws IOException {
    server = Server.udp(port).answer(packet -> conduct.answer(packet));
  }

  private interface Conduct {
    void answer(Datagram packet) throws IOException;
  }

  /// Its clock shows so much more than this machine's.
  static NtpResponder ahead(Duration offset) throws IOException {
    return ahead(0, offset);
  }

  static NtpResponder ahead(int port, Duration offset) throws IOException {
    return new NtpResponder(port, packet -> packet.reply(answer(packet, 0, 2, 0, 0, offset)));
  }

  static NtpResponder unsynchronised() throws IOException {
    return new NtpResponder(0, packet -> packet.reply(answer(packet, 3, 16, 0, 0, Duration.ZERO)));
  }

  /// Its dispersion is 9 s.
  static NtpResponder vague() throws IOException {
    return new NtpResponder(
        0, packet -> packet.reply(answer(packet, 0, 2, 9 << 16, 0, Duration.ZERO)));
  }

  /// @param code four letters
  static NtpResponder kissing(String code) throws IOException {
    int word = 0;
    for (char letter : code.toCharArray()) word = word << 8 | letter;
    int id = word;
    return new NtpResponder(0, packet -> packet.reply(answer(packet, 3, 0, 0, id, Duration.ZERO)));
  }

  static NtpResponder silent() throws IOException {
    return new NtpResponder(0, _ -> {});
  }

  /// Answers with what would clear a screen.
  static NtpResponder hostile() throws IOException {
    return new NtpResponder(0, packet -> packet.reply("\033[2J".repeat(12).getBytes("US-ASCII")));
  }

  private static byte[] answer(
      Datagram packet, int leap, int stratum, int dispersion, int id, Duration offset) {
    Instant now = Instant.now().plus(offset);
    long time =
        now.getEpochSecond() + UNIX_EPOCH << 32 | ((long) now.getNano() << 32) / 1_000_000_000;
    ByteBuffer request = packet.content();
    return ByteBuffer.allocate(48)
        .put((byte) (leap << 6 | 4 << 3 | 4))
        .put((byte) stratum)
        .put((byte) 6)
        .put((byte) -20)
        .putInt(0)
        .putInt(dispersion)
        .putInt(id)
        .putLong(time)
        .putLong(request.getLong(request.position() + 40))
        .putLong(time)
        .putLong(time)
        .array();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.address();
  }

  /// As a user writes it.
  String name() {
    return "127.0.0.1:" + address().getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
