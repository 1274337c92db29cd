package dev.usher.services.time;

import dev.usher.kit.Deadlines;
import dev.usher.kit.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// An immutable description of an NTP client (RFC 5905), which asks servers for the time and tells
/// how wrong the answer may be. Safe for several threads.
///
/// ```java
/// var clock = NtpClient.of(new InetSocketAddress("ntp.lab", 123)).measure().clock();
/// clock.instant(); // the true time, give or take
/// clock.error();
/// ```
///
/// One thing outlives a measurement, in this client and in those made from it: a server that asked
/// us to go away is not asked again, and one that asked us to come less often is asked at half the
/// rate.
public final class NtpClient {
  private static final int SAMPLES = 8;
  private static final Duration SPACING = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final NtpPlan plan;

  private NtpClient(NtpPlan plan) {
    this.plan = plan;
  }

  /// A client of these servers, each of which has one voice, however often it is named.
  ///
  /// @throws IllegalArgumentException when there is none
  public static NtpClient of(InetSocketAddress... servers) {
    return of(List.of(servers));
  }

  /// A client of these servers, each of which has one voice, however often it is named.
  ///
  /// @throws IllegalArgumentException when there is none
  public static NtpClient of(List<InetSocketAddress> servers) {
    if (servers.isEmpty()) throw new IllegalArgumentException("no server is named");
    return new NtpClient(
        new NtpPlan(
            servers.stream().distinct().toList(),
            SAMPLES,
            SPACING,
            TIMEOUT,
            Transport.nio(),
            TimeSource.SYSTEM,
            (_, _) -> {},
            new NtpManners()));
  }

  /// How often each server is asked in one measurement, instead of 8 times: the quickest exchange
  /// counts.
  public NtpClient samples(int count) {
    if (count < 1) throw new IllegalArgumentException("samples must be at least 1, not " + count);
    return new NtpClient(plan.samples(count));
  }

  /// How long to wait after an exchange with a server before the next one, instead of 100 ms.
  public NtpClient spacing(Duration pause) {
    return new NtpClient(plan.spacing(positive(pause, "the spacing")));
  }

  /// How long to wait for one answer, instead of 1 s; up to twice as long when somebody sends
  /// packets meanwhile that are none.
  public NtpClient timeout(Duration time) {
    return new NtpClient(plan.timeout(positive(time, "the timeout")));
  }

  /// Uses this transport instead of [Transport#nio].
  public NtpClient on(Transport transport) {
    return new NtpClient(plan.on(transport));
  }

  /// Measures this time instead of [TimeSource#SYSTEM].
  public NtpClient time(TimeSource source) {
    return new NtpClient(plan.time(source));
  }

  /// Tells this listener of every good exchange at once, on the thread that asks that server: a
  /// slow listener delays its next exchange, and one that throws makes [#measure] throw that.
  public NtpClient onSample(BiConsumer<InetSocketAddress, NtpSample> listener) {
    return new NtpClient(plan.onSample(listener));
  }

  /// Asks all servers at the same time, each on a virtual thread, and waits for the last. With the
  /// defaults that takes a second, and three more when a server is silent: after three questions in
  /// a row without an answer it is asked no further.
  ///
  /// The measurement is right if more than half of the servers that answered are, and if this
  /// machine's counter strays by no more than 100 µs in a second.
  ///
  /// @throws NtpException when no server can be believed; it tells why for each
  public NtpMeasurement measure() throws NtpException, InterruptedException {
    LocalTime local = LocalTime.read(plan.time());
    List<NtpBurst> bursts = new ArrayList<>();
    try {
      for (InetSocketAddress server : plan.servers()) {
        bursts.add(NtpBurst.begin(server, plan, local));
      }
      List<NtpFindings> findings = new ArrayList<>();
      for (NtpBurst burst : bursts) findings.add(burst.await());
      return NtpElection.among(findings, plan.time()).measurement(local);
    } finally {
      bursts.forEach(NtpBurst::close);
    }
  }

  private static Duration positive(Duration time, String what) {
    if (!time.isPositive()) throw new IllegalArgumentException(what + " must be positive");
    return time.compareTo(Deadlines.NEVER) < 0 ? time : Deadlines.NEVER;
  }
}
