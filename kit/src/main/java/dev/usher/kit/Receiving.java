package dev.usher.kit;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Who receives in a conversation, and whether it waits for the peer: what a second receiver, a
/// drain and who looks on must know.
///
/// A message changes it several times. What others may see a moment later is written without a
/// fence.
final class Receiving {
  private final AtomicReference<@Nullable Thread> receiver = new AtomicReference<>();
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);
  private volatile @Nullable Thread last;
  private volatile boolean draining;
  private volatile boolean woken; // by the drain

  private enum Phase {
    WORKING,
    WAITING_BETWEEN, // two messages
    WAITING_INSIDE // one
  }

  /// Makes this thread the one that receives, until [#ends].
  void begins() {
    Thread me = Thread.currentThread();
    if (!receiver.compareAndSet(null, me)) {
      throw new IllegalStateException("another thread is receiving: " + receiver.get());
    }
    if (!me.equals(last)) last = me;
  }

  void ends() {
    receiver.setRelease(null);
  }

  /// Whether this thread is the one that receives, and does not at this moment.
  boolean isOurs() {
    return Thread.currentThread().equals(last) && receiver.get() == null;
  }

  boolean isUnderWay() {
    return receiver.get() != null;
  }

  /// The receiver will wait; whether the server drains. [#drain] sets its flag and then looks at
  /// ours; we set ours and then look at its: one of the two notices.
  boolean waits(boolean between) {
    phase.set(between ? Phase.WAITING_BETWEEN : Phase.WAITING_INSIDE);
    return draining;
  }

  void waited() {
    phase.setRelease(Phase.WORKING);
  }

  boolean isWaiting() {
    return phase.get() != Phase.WORKING;
  }

  /// The server drains; whether the receiver must be woken, since it waits between two messages.
  boolean drain() {
    draining = true;
    if (phase.get() != Phase.WAITING_BETWEEN) return false;
    woken = true;
    return true;
  }

  boolean draining() {
    return draining;
  }

  /// Whether a drain has woken the receiver.
  boolean wasWoken() {
    return woken;
  }
}
