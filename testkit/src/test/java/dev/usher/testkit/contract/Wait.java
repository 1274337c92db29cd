package dev.usher.testkit.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting for other threads, never for ever.
final class Wait {
  static final Duration LONGEST = Duration.ofMinutes(1);

  private Wait() {}

  /// Waits for a latch; an interrupt passes.
  static void on(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it did not happen within " + LONGEST);
    }
  }

  /// Runs something beside the test.
  static <T> Future<T> run(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread.ofVirtual().name("beside the test").start(future);
    return future;
  }

  static <T> T on(Future<T> future) {
    try {
      return future.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("it failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("it did not happen within " + LONGEST, e);
    }
  }

  /// For what nobody tells.
  static void until(BooleanSupplier condition) {
    long until = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) throw new AssertionError("never within " + LONGEST);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
