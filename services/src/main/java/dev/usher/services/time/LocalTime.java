package dev.usher.services.time;

import java.time.Duration;
import java.time.Instant;

/// Our time of day, read once; from there the counter tells, so that nobody who sets the clock
/// during a measurement can hurt it.
///
/// @param start the time of day when the counter stood at `nanos`
/// @param precision at most this far from the time of day is that
record LocalTime(Instant start, long nanos, Duration precision) {
  private static final long RESOLUTION = 1_000; // ns; of the time of day, where Java runs
  private static final int TRIES = 5;

  /// Reads both; several times, because the system may stop us in between.
  static LocalTime read(TimeSource time) {
    LocalTime best = readOnce(time);
    for (int again = 1; again < TRIES; again++) {
      LocalTime next = readOnce(time);
      if (next.precision.compareTo(best.precision) < 0) best = next;
    }
    return best;
  }

  private static LocalTime readOnce(TimeSource time) {
    long before = time.nanos();
    Instant now = time.now();
    long gap = time.nanos() - before;
    return new LocalTime(now, before + gap / 2, Duration.ofNanos(gap / 2 + RESOLUTION));
  }

  /// The time of day when the counter stands there.
  Instant at(long counter) {
    return start.plusNanos(counter - nanos);
  }
}
