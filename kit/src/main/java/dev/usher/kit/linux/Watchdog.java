package dev.usher.kit.linux;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Sees to it that no conversation keeps a loop from the others: one that computes, or waits where
/// its thread cannot be taken from it, has at most [#BOUND]. Then the loop goes on with another
/// thread, as long as there are [#THREADS].
final class Watchdog implements Runnable {
  /// How long a task may keep a loop; twice that, if it began right after a look.
  static final Duration BOUND = Duration.ofMillis(5);

  /// The most threads that serve loops or are kept by a conversation.
  static final int THREADS = 256;

  private static final int QUIET = 20; // looks without work, after which it sleeps too

  private final Executor threads;
  private final Thread thread = Thread.ofPlatform().daemon().name("usher watchdog").unstarted(this);
  private volatile List<Loop> loops = List.of();
  private volatile boolean asleep;

  Watchdog() {
    this(
        new ThreadPoolExecutor(
            0,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("usher loop ", 1).factory()));
  }

  /// @param threads runs each task on a thread of its own, or fails
  Watchdog(Executor threads) {
    this.threads = threads;
  }

  /// Starts the loops.
  void start(List<Loop> loops) {
    this.loops = loops;
    for (Loop loop : loops) threads.execute(() -> loop.serve(loop.carrier()));
    thread.start();
  }

  /// A loop has something to do.
  void keepAwake() {
    if (asleep) LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    long[] seen = new long[loops.size()];
    int quiet = 0;
    while (true) {
      LockSupport.parkNanos(this, BOUND.toNanos());
      boolean allSleep = true;
      for (int i = 0; i < seen.length; i++) {
        Loop loop = loops.get(i);
        allSleep &= loop.isSleeping();
        seen[i] = look(loop, seen[i]);
      }
      quiet = allSleep ? quiet + 1 : 0;
      if (quiet > QUIET) {
        sleep();
        quiet = 0;
      }
    }
  }

  private long look(Loop loop, long seen) {
    Carrier carrier = loop.carrier();
    long state = carrier.state();
    if (state != seen || !Carrier.isTask(state)) return state;
    try {
      threads.execute(() -> {
        Carrier next = loop.displace(carrier, state);
        if (next != null) loop.serve(next);
      });
    } catch (RejectedExecutionException | OutOfMemoryError _) {
      // all threads are kept, or the system has none: this loop waits until one comes back
    }
    return state;
  }

  /// We say that we sleep and then look at the loops; they say that they work and then look at us.
  private void sleep() {
    asleep = true;
    if (loops.stream().allMatch(Loop::isSleeping)) LockSupport.park(this);
    asleep = false;
  }
}
