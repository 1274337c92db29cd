package dev.usher.services.time;

import java.time.Duration;
import java.time.Instant;

/// The smallest step by which the time of day is seen to go on: its resolution, or the time that it
/// takes to read it when that is more (RFC 5905 §7.3).
///
/// @param exponent of two, in seconds
record ClockPrecision(int exponent) {
  /// A microsecond: of a clock that could not be measured.
  static final ClockPrecision USUAL = new ClockPrecision(-20);

  private static final int FINEST = -29; // 2 ns
  private static final int STEPS = 8;
  private static final int READS = 200; // for each step

  /// The best of several steps, since the system may stop us in between.
  static ClockPrecision measure(TimeSource time) {
    int best = 0;
    for (int step = 0; step < STEPS; step++) best = Math.min(best, exponent(step(time)));
    return best == 0 ? USUAL : new ClockPrecision(Math.max(best, FINEST));
  }

  private static Duration step(TimeSource time) {
    Instant from = time.now();
    for (int read = 0; read < READS; read++) {
      Instant to = time.now();
      if (to.isAfter(from)) return Duration.between(from, to);
      from = to;
    }
    return Duration.ofSeconds(1);
  }

  /// The least power of two that is not shorter.
  private static int exponent(Duration step) {
    if (step.getSeconds() > 0) return 0;
    int exponent = 0;
    while (exponent > FINEST && nanos(exponent - 1) >= step.getNano()) exponent--;
    return exponent;
  }

  private static long nanos(int exponent) {
    return 1_000_000_000L >> -exponent;
  }

  /// As a time, rounded up.
  Duration time() {
    return Duration.ofNanos(nanos(exponent) + 1);
  }

  ClockPrecision finest(ClockPrecision other) {
    return other.exponent < exponent ? other : this;
  }
}
