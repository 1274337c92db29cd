package dev.usher.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// How fast a number has grown over the last seconds. Not for several threads.
final class Speed {
  /// No speed is known yet.
  static final long UNKNOWN = -1;

  private static final long WINDOW = TimeUnit.SECONDS.toNanos(5);
  private static final long APART = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(300);

  private final Deque<Sample> samples = new ArrayDeque<>();
  private long latest;

  private record Sample(long nanos, long value) {}

  /// What the number is now.
  void add(long nanos, long value) {
    latest = value;
    Sample last = samples.peekLast();
    if (last == null || nanos - last.nanos >= APART) samples.add(new Sample(nanos, value));
  }

  /// By how much it grows in a second, or [#UNKNOWN]. Falls while nothing is added.
  long perSecond(long nanos) {
    Sample first = samples.peekFirst();
    while (samples.size() > 1 && first != null && nanos - first.nanos > WINDOW) {
      samples.removeFirst();
      first = samples.peekFirst();
    }
    if (first == null || nanos - first.nanos < LEAST) return UNKNOWN;
    double seconds = (nanos - first.nanos) / (double) TimeUnit.SECONDS.toNanos(1);
    return (long) (Math.max(0, latest - first.value) / seconds);
  }
}
