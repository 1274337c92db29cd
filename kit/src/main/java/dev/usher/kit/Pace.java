package dev.usher.kit;

import java.time.Duration;

/// The slowest that a message may come in: complete within `grace + bytes ÷ rate`, counting only
/// the time in which we wait for the peer. It ends a peer that drips a byte now and then, and never
/// an honest long message over a slow line.
///
/// @param grace time that every message has
/// @param rate bytes a second that buy further time
public record Pace(Duration grace, int rate) {
  /// Checks that both are positive.
  public Pace {
    grace = Deadlines.bounded(Limits.positive(grace, "grace"));
    Limits.positive(rate, "rate");
  }

  /// The default, from [Defaults].
  public static Pace defaults() {
    return new Pace(Defaults.PACE_GRACE, Defaults.PACE_RATE);
  }

  /// Nanoseconds that a message may have waited once this many of its bytes are here.
  long allowance(int bytes) {
    return grace.toNanos() + bought(bytes);
  }

  /// Nanoseconds that so many bytes buy.
  long bought(long bytes) {
    return bytes * 1_000_000_000L / rate;
  }
}
