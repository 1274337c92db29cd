package dev.usher.hub.lab;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// What a handler does for a client, and how many are in the middle of it at once.
final class Work {
  private final Duration wait;
  private final long steps;
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private Work(Duration wait, long steps) {
    this.wait = wait;
    this.steps = steps;
  }

  /// Waiting for something else, as for a disk or another machine.
  static Work waiting(Duration time) {
    return new Work(time, 0);
  }

  /// Computing so many steps; a hundred million take some tenths of a second.
  static Work computing(long steps) {
    return new Work(Duration.ZERO, steps);
  }

  /// Does it once.
  ///
  /// @return what was computed, to be made use of, so that it cannot be left out
  byte run() throws InterruptedException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      if (wait.isPositive()) Thread.sleep(wait);
      return compute();
    } finally {
      now.decrementAndGet();
    }
  }

  /// Marsaglia's xorshift, which nobody can do but step by step.
  private byte compute() {
    long x = 1;
    for (long i = 0; i < steps; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return (byte) x;
  }

  /// The most that were in the middle of it at one moment.
  int mostAtOnce() {
    return most.get();
  }
}
