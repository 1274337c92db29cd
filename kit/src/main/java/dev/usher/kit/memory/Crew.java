package dev.usher.kit.memory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The threads of a network, and the question whether they rest.
///
/// They are virtual, all of them: a virtual thread that is unparked is runnable from that very
/// moment, while a platform thread still looks asleep until the system has woken it. But one that
/// is unparked while it is about to park looks at rest until its carrier has noticed; so those whom
/// the network wakes are counted besides.
final class Crew {
  private static final int MONITOR = 1000; // looks, not time: a whole machine may stand still
  private static final long MOMENT = TimeUnit.MICROSECONDS.toNanos(1);
  private static final long GLANCE = TimeUnit.MICROSECONDS.toNanos(20);

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicLong turns = new AtomicLong();
  private final AtomicInteger roused = new AtomicInteger(); // and not yet awake
  private final Duration patience;

  /// @param patience how much real time a busy one is given to come to rest
  Crew(Duration patience) {
    this.patience = patience;
  }

  /// A thread that is one of them until it ends; not yet started.
  Thread thread(String name, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              try {
                work.run();
              } finally {
                threads.remove(Thread.currentThread());
              }
            });
    threads.add(thread);
    turns.incrementAndGet();
    return thread;
  }

  /// Something changed that so many threads wait for.
  void rouse(int waiting) {
    roused.addAndGet(waiting);
    turns.incrementAndGet();
  }

  /// One of those who were roused runs.
  void awake() {
    roused.decrementAndGet();
  }

  /// Waits until all of them rest but the one that asks. The JDK tells nobody when a thread parks,
  /// so that it must look again and again.
  void settle() {
    long begun = System.nanoTime();
    int blocked = 0;
    while (true) {
      long before = turns.get();
      boolean stirring = roused.get() > 0;
      boolean atMonitors = blocked > MONITOR;
      Thread busy = busy(atMonitors);
      if (busy == null) {
        // While we looked at one thread, another may have woken one that we had seen at rest.
        moment();
        busy = busy(atMonitors);
      }
      if (busy == null && !stirring && turns.get() == before) return;
      if (busy != null && System.nanoTime() - begun > patience.toNanos()) {
        throw new IllegalStateException("still busy after " + patience + ": " + busy.getName());
      }
      blocked = busy != null && busy.getState() == Thread.State.BLOCKED ? blocked + 1 : 0;
      LockSupport.parkNanos(GLANCE);
    }
  }

  /// So long a carrier takes, and a multiple of that, to notice whom it must not park.
  private static void moment() {
    long until = System.nanoTime() + MOMENT;
    while (System.nanoTime() - until < 0) Thread.onSpinWait();
  }

  private @Nullable Thread busy(boolean mayRestAtMonitors) {
    Thread me = Thread.currentThread();
    for (Thread thread : threads) {
      if (!rests(thread, mayRestAtMonitors) && !thread.equals(me)) return thread;
    }
    return null;
  }

  /// Who waits for a monitor usually has it in a moment, from a thread that may be none of ours:
  /// the JDK's own are held so, while a thread ends. Only who waits for long may wait for a handler
  /// that rests.
  ///
  /// Who waits and is interrupted waits no longer, though it may not have noticed.
  private static boolean rests(Thread thread, boolean mayRestAtMonitors) {
    return switch (thread.getState()) {
      case NEW, TERMINATED -> true;
      case WAITING, TIMED_WAITING -> !thread.isInterrupted();
      case BLOCKED -> mayRestAtMonitors;
      case RUNNABLE -> false;
    };
  }
}
