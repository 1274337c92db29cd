package dev.usher.kit.nio;

import dev.usher.kit.transport.Timers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Real time, on one daemon thread that starts with the first timer.
final class NioTimers implements Timers {
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);

  private final long origin = System.nanoTime();
  private final ScheduledThreadPoolExecutor executor;
  private final Queue<Runnable> soon = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sweeping = new AtomicBoolean();

  NioTimers() {
    executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("usher timers").factory());
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long nanos() {
    return System.nanoTime() - origin;
  }

  @Override
  public Cancel at(long nanos, Runnable task) {
    Future<?> timer = executor.schedule(task, nanos - nanos(), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  /// One wake-up of the timer thread serves everything that was asked for in the same millisecond.
  @Override
  public void soon(Runnable task) {
    soon.add(task);
    if (sweeping.compareAndSet(false, true)) {
      var _ = executor.schedule(this::sweep, SOON, TimeUnit.NANOSECONDS);
    }
  }

  private void sweep() {
    sweeping.set(false);
    for (Runnable task; (task = soon.poll()) != null; ) task.run();
  }
}
