package dev.usher.hub;

import java.time.Duration;
import java.time.Instant;

/// How much one sender may still show: so many messages at once, and more as time passes.
final class Allowance {
  private static final int BURST = 200;
  private static final int PER_SECOND = 20;

  private double left = BURST;
  private Instant asOf;

  Allowance(Instant now) {
    asOf = now;
  }

  /// Takes one message's worth, if there is any left.
  boolean take(Instant now) {
    double seconds = Math.max(0, Duration.between(asOf, now).toNanos() / 1e9);
    left = Math.min(BURST, left + seconds * PER_SECOND);
    asOf = now;
    if (left < 1) return false;
    left--;
    return true;
  }
}
