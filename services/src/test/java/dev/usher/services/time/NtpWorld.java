package dev.usher.services.time;

import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One seeded network, on which nothing is as it should be: ways are long, uneven and lossy, clocks
/// are wrong by years and stray, servers are inexact, and some of them lie. Each of its clients is
/// one run of the simulation.
final class NtpWorld {
  private static final int SERVERS = 7;
  private static final int LIARS = 2; // the first ones
  private static final int ASKED = 5; // at most
  private static final double DRIFT = 1e-4;
  private static final long YEAR = 365 * 86_400L;

  private final long seed;
  private final Random random;
  private final NtpLab lab;
  private final List<InetSocketAddress> servers = new ArrayList<>();

  NtpWorld(long seed) {
    this.seed = seed;
    random = new Random(seed);
    Instant start = Instant.parse("2030-01-01T00:00:00Z").plusSeconds(upTo(10 * YEAR));
    lab = new NtpLab(MemoryNetwork.seeded(seed), start);
  }

  /// How one run ended.
  enum Outcome {
    /// The truth was where the client said.
    RIGHT,
    /// Nobody answered, or no majority of those who did is honest: nothing can be asked of it.
    UNDECIDED
  }

  /// What a client is sure of, at the end of a measurement and for later.
  private record Result(Outcome outcome, @Nullable CorrectedClock clock) {}

  /// Lets that many clients measure.
  ///
  /// @throws AssertionError when one is wrong, with the seed
  List<Outcome> run(int clients) throws Exception {
    try (lab) {
      Map<String, Faults> links = new HashMap<>();
      Duration lie = Duration.ofNanos(upTo(random.nextBoolean() ? 1_000_000_000L : 1L << 60));
      for (int i = 0; i < SERVERS; i++) serve("10.0.0." + (i + 1), i < LIARS, lie, links);
      lab.network.faults(
          link -> links.getOrDefault(link.substring(0, link.indexOf(' ')), to(link, links)));
      List<Future<Result>> runs = new ArrayList<>();
      for (int i = 0; i < clients; i++) runs.add(lab.network.start(client()));
      lab.network.advance(Duration.ofMinutes(1));
      List<Result> results = new ArrayList<>();
      for (Future<Result> run : runs) results.add(run.get());
      lab.network.advance(Duration.ofSeconds(random.nextInt(100_000)));
      for (Result result : results) {
        if (result.clock() != null) checkClock(result.clock(), "later");
      }
      return results.stream().map(Result::outcome).toList();
    } catch (Throwable failure) {
      throw new AssertionError("seed " + seed, failure);
    }
  }

  private static Faults to(String link, Map<String, Faults> links) {
    return links.getOrDefault(link.substring(link.lastIndexOf(' ') + 1) + "<", Faults.none());
  }

  /// From minus this to this.
  private long upTo(long most) {
    return random.nextLong(-most, most + 1);
  }

  private Faults way() {
    return Faults.none()
        .latency(Duration.ofNanos(random.nextLong(random.nextBoolean() ? 1_000_000 : 300_000_000)))
        .jitter(Duration.ofNanos(random.nextLong(random.nextBoolean() ? 1_000 : 150_000_000)))
        .loss(random.nextDouble() * 0.2)
        .duplication(random.nextDouble() * 0.3)
        .reordering(random.nextDouble() * 0.3);
  }

  private void serve(String host, boolean lies, Duration commonLie, Map<String, Faults> links) {
    links.put(host + ":123", way());
    links.put(host + ":123<", way());
    long dispersion = random.nextLong(random.nextBoolean() ? 100_000 : 100_000_000);
    long error = random.nextInt(4) == 0 ? dispersion : upTo(dispersion);
    int precision = -random.nextInt(6, 25);
    Duration lie = lies ? random.nextBoolean() ? commonLie : commonLie.dividedBy(1_000) : null;
    boolean liesHalf = random.nextBoolean();
    servers.add(
        lab.twisted(
            host,
            answer -> {
              Instant now = coarse(lab.truth().plusNanos(error), precision);
              Instant told = lie == null ? now : now.plus(lie);
              answer.put(3, (byte) precision);
              answer.putInt(4, 0);
              answer.putInt(8, (int) ((dispersion << 16) / 1_000_000_000L) + 1);
              answer.putLong(32, NtpTimestamp.of(lie != null && liesHalf ? now : told).bits());
              answer.putLong(40, NtpTimestamp.of(told).bits());
            }));
  }

  /// As a clock tells it that ticks 2^-precision times in a second.
  private static Instant coarse(Instant time, int precision) {
    long tick = 1_000_000_000L >> -precision;
    return time.minusNanos(tick == 0 ? 0 : time.getNano() % tick);
  }

  private Callable<Result> client() {
    double stray = random.nextInt(3) == 0 ? 1 : random.nextDouble();
    double rate = 1 / (1 + (random.nextBoolean() ? DRIFT : -DRIFT) * stray);
    TimeSource time = lab.clock(Duration.ofNanos(upTo(1L << random.nextInt(20, 61))), rate);
    List<InetSocketAddress> asked = new ArrayList<>();
    int count = random.nextInt(1, ASKED + 1);
    int liars = random.nextInt((count + 1) / 2);
    for (int i = 0; i < count; i++) {
      asked.add(servers.get(i < liars ? i : LIARS + i - liars));
    }
    NtpClient client =
        NtpClient.of(asked)
            .on(lab.network)
            .time(time)
            .samples(random.nextInt(1, 5))
            .spacing(Duration.ofMillis(random.nextInt(1, 200)));
    return () -> measure(client, time);
  }

  private Result measure(NtpClient client, TimeSource time) throws InterruptedException {
    try {
      NtpMeasurement told = client.measure();
      if (!mostAreHonest(told.reports())) return new Result(Outcome.UNDECIDED, null);
      Duration truth = Duration.between(time.now(), lab.truth());
      check(told.offset().minus(truth), told.error(), told);
      checkClock(told.clock(), told);
      for (NtpReport report : told.reports()) checkReport(report);
      return new Result(Outcome.RIGHT, told.clock());
    } catch (NtpException e) {
      if (mostAreHonest(e.reports()))
        throw new AssertionError("honest servers were not believed", e);
      return new Result(Outcome.UNDECIDED, null);
    }
  }

  private boolean mostAreHonest(List<NtpReport> reports) {
    int balance = 0;
    for (NtpReport report : reports) {
      switch (report.verdict()) {
        case NtpVerdict.Believed _, NtpVerdict.Outvoted _ -> balance += isHonest(report) ? 1 : -1;
        case NtpVerdict.Unsynchronised _,
            NtpVerdict.TooVague _,
            NtpVerdict.Kissed _,
            NtpVerdict.Silent _,
            NtpVerdict.Unreachable _ -> {}
      }
    }
    return balance > 0;
  }

  private boolean isHonest(NtpReport report) {
    return servers.indexOf(report.server()) >= LIARS;
  }

  /// An honest server's time can always be true.
  private void checkReport(NtpReport report) {
    if (isHonest(report) && report.verdict() instanceof NtpVerdict.Outvoted) {
      throw new AssertionError("an honest server was outvoted: " + report);
    }
  }

  private void checkClock(CorrectedClock clock, Object context) {
    check(Duration.between(lab.truth(), clock.instant()), clock.error(), context);
  }

  private static void check(Duration wrong, Duration error, Object context) {
    if (wrong.abs().compareTo(error) > 0) {
      throw new AssertionError(
          "wrong by " + wrong + ", which is not within " + error + ": " + context);
    }
  }
}
