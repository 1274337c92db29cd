package dev.usher.services.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The time that servers told, as it goes on since then: nobody who sets this machine's clock moves
/// it. Safe for several threads.
public final class CorrectedClock extends Clock {
  /// How fast a clock that nobody disciplines may stray: 100 µs in each second that it counts,
  /// which is several times the 15 of RFC 5905 §7.2, since those suppose a clock that is being
  /// disciplined.
  static final long DRIFT = 10_000; // one part in

  private final TimeSource source;
  private final Instant start;
  private final long startNanos;
  private final Duration startError;
  private final ZoneId zone;

  private CorrectedClock(
      TimeSource source, Instant start, long startNanos, Duration startError, ZoneId zone) {
    this.source = source;
    this.start = start;
    this.startNanos = startNanos;
    this.startError = startError;
    this.zone = zone;
  }

  /// @param start the true time when the source's counter stood at `nanos`, give or take the error
  static CorrectedClock starting(Instant start, long nanos, Duration error, TimeSource source) {
    return new CorrectedClock(source, start, nanos, error, ZoneOffset.UTC);
  }

  /// The true time, give or take [#error].
  @Override
  public Instant instant() {
    return start.plusNanos(source.nanos() - startNanos);
  }

  /// How wrong [#instant] may be now. It grows until somebody asks a server again.
  public Duration error() {
    return startError.plus(strayed(source.nanos() - startNanos));
  }

  /// How far a clock may have strayed while it counted this many nanoseconds, rounded up.
  static Duration strayed(long nanos) {
    return Duration.ofNanos(nanos / DRIFT + 1);
  }

  /// UTC, unless [#withZone] chose another.
  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public CorrectedClock withZone(ZoneId other) {
    return new CorrectedClock(source, start, startNanos, startError, other);
  }
}
