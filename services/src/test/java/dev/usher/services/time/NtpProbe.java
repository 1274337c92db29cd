package dev.usher.services.time;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// A program that measures how wrong the clock is with which it was started.
final class NtpProbe {
  private static final int TRIES = 20;
  private static final Duration GOOD = Duration.ofMillis(4);
  private static final Duration LONG = Duration.ofSeconds(30);

  private NtpProbe() {}

  /// Takes the port of a server on this machine, and prints offset and error in nanoseconds; on a
  /// busy machine, of the best of several measurements.
  public static void main(String[] args) throws Exception {
    var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    NtpClient client = NtpClient.of(server).spacing(Duration.ofMillis(5)).timeout(LONG);
    NtpMeasurement best = client.measure();
    for (int i = 1; i < TRIES && best.error().compareTo(GOOD) > 0; i++) {
      NtpMeasurement next = client.measure();
      if (next.error().compareTo(best.error()) < 0) best = next;
    }
    System.out.println(best.offset().toNanos() + " " + best.error().toNanos());
  }
}
