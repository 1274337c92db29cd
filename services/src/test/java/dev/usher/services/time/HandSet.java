package dev.usher.services.time;

import java.time.Duration;
import java.time.Instant;

/// A clock that a test sets.
final class HandSet implements TimeSource {
  Instant now;
  long nanos = -1; // the counter may begin anywhere

  HandSet(Instant now) {
    this.now = now;
  }

  void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return nanos;
  }
}
