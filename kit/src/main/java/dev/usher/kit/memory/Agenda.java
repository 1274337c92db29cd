package dev.usher.kit.memory;

import dev.usher.kit.transport.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The clock, and what is to happen when it is moved: in the order of the times, and at the same
/// time in the order in which it was asked for.
final class Agenda implements Timers {
  private record Moment(long nanos, long number) implements Comparable<Moment> {
    private static final Comparator<Moment> ORDER =
        Comparator.comparingLong(Moment::nanos).thenComparingLong(Moment::number);

    @Override
    public int compareTo(Moment other) {
      return ORDER.compare(this, other);
    }
  }

  private final ConcurrentSkipListMap<Moment, Runnable> tasks = new ConcurrentSkipListMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Crew crew;
  private volatile long now;

  Agenda(Crew crew) {
    this.crew = crew;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Cancel at(long nanos, Runnable task) {
    Moment moment = new Moment(nanos, numbers.getAndIncrement());
    tasks.put(moment, task);
    return () -> tasks.remove(moment);
  }

  /// Time stands still, so that soon is now; but not on this thread, which may hold locks.
  @Override
  public void soon(Runnable task) {
    crew.thread("usher soon", task).start();
  }

  /// Runs something when a latency has passed: on this thread if there is none.
  void after(Duration latency, Runnable arrival) {
    if (latency.isZero()) arrival.run();
    else at(now + latency.toNanos(), arrival);
  }

  /// Something changed that so many threads wait for; each tells when it is [#awake].
  void rouse(int waiting) {
    crew.rouse(waiting);
  }

  void awake() {
    crew.awake();
  }

  /// Takes the next task that is due until then, and moves the clock to its time.
  @Nullable Runnable next(long until) {
    Map.Entry<Moment, Runnable> first;
    do {
      first = tasks.firstEntry();
      if (first == null || first.getKey().nanos() > until) return null;
    } while (!tasks.remove(first.getKey(), first.getValue()));
    moveTo(first.getKey().nanos());
    return first.getValue();
  }

  /// Moves the clock, never backwards.
  void moveTo(long nanos) {
    now = Math.max(now, nanos);
  }
}
