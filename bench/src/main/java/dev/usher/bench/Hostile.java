package dev.usher.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A client that announces or sends far more than it may, as fast as it goes, until it is refused.
final class Hostile implements AutoCloseable {
  private static final byte[] JUNK =
      "never ending".repeat(6_000).getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private volatile long refusedAfter; // nanoseconds

  Hostile(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(10_000);
  }

  /// Sends a beginning and then junk, up to so many bytes or until the connection breaks; returns
  /// how much went.
  long flood(byte[] beginning, long most) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Thread reader = Thread.ofPlatform().start(() -> awaitEnd(begun));
    long sent = 0;
    try {
      var out = socket.getOutputStream();
      out.write(beginning);
      for (sent = beginning.length; sent < most; sent += JUNK.length) out.write(JUNK);
    } catch (IOException _) {
      // the server does not take any more
    }
    reader.join();
    return sent;
  }

  private void awaitEnd(long begun) {
    try {
      if (socket.getInputStream().read() >= 0) return; // an answer would be wrong: not refused
    } catch (IOException _) {
      // a reset refuses too
    }
    refusedAfter = System.nanoTime() - begun;
  }

  boolean wasRefused() {
    return refusedAfter > 0;
  }

  Duration refusedAfter() {
    return Duration.ofNanos(refusedAfter);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
