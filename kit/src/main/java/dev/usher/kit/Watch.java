package dev.usher.kit;

import dev.usher.kit.transport.Timers;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The one timer of a conversation: when must the peer have sent, when must it have taken.
///
/// It is re-armed lazily. Moving a deadline further away, which every message does, costs a
/// volatile write; the timer finds out when it fires too early.
final class Watch {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long EXPIRED = -1;

  private final Timers timers;
  private final Runnable onReadExpired;
  private final Runnable onWriteExpired;
  private final AtomicLong readBy = new AtomicLong(NEVER);
  private final AtomicLong writeBy = new AtomicLong(NEVER);
  private volatile long armedFor = NEVER;
  private Timers.@Nullable Cancel timer;
  private boolean stopped;

  /// The two runnables are called on a timer thread and must not block.
  Watch(Timers timers, Runnable onReadExpired, Runnable onWriteExpired) {
    this.timers = timers;
    this.onReadExpired = onReadExpired;
    this.onWriteExpired = onWriteExpired;
  }

  /// A read begins that may take this many nanoseconds; returns the time now.
  long readBegins(long allowance) {
    return begin(readBy, allowance);
  }

  /// The read is over; whether it was in time.
  boolean readEnds() {
    return readBy.getAndSet(NEVER) != EXPIRED;
  }

  /// A write begins that may take this many nanoseconds; returns the time now.
  long writeBegins(long allowance) {
    return begin(writeBy, allowance);
  }

  /// The write is over; whether it was in time.
  boolean writeEnds() {
    return writeBy.getAndSet(NEVER) != EXPIRED;
  }

  long now() {
    return timers.nanos();
  }

  /// Forgets the timer of a conversation that is over; whoever begins to wait now is woken by that.
  synchronized void stop() {
    stopped = true;
    if (timer != null) timer.cancel();
  }

  private long begin(AtomicLong deadline, long allowance) {
    long now = timers.nanos();
    long by = now + Math.max(0, allowance);
    deadline.set(by);
    if (by < armedFor) arm(by);
    return now;
  }

  private synchronized void arm(long by) {
    if (stopped || by >= armedFor) return;
    if (timer != null) timer.cancel();
    armedFor = by;
    timer = timers.at(by, this::fire);
  }

  private void fire() {
    // Before the deadlines are read, so that whoever sets one after that sees that nothing is
    // armed.
    synchronized (this) {
      armedFor = NEVER;
      timer = null;
    }
    long next = Math.min(expire(readBy, onReadExpired), expire(writeBy, onWriteExpired));
    if (next != NEVER) arm(next);
  }

  private long expire(AtomicLong deadline, Runnable action) {
    long by = deadline.get();
    if (by == EXPIRED || by == NEVER) return NEVER;
    if (by > timers.nanos()) return by;
    // A read that ended or began anew in this very moment was in time, and set its own deadline.
    if (!deadline.compareAndSet(by, EXPIRED)) return deadline.get() < 0 ? NEVER : deadline.get();
    action.run();
    return NEVER;
  }
}
