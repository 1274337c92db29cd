package dev.usher.kit;

import dev.usher.kit.Ended.Activity;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What stream and datagram conversations have in common: how they end, and who helps.
///
/// There are two ends. When the incoming half is over (the peer closed, was silent, broke the
/// framing; the server drains) the handler may still say goodbye. When the wire is gone, it may
/// not.
abstract sealed class Conversation<M> implements Connection<M>
    permits StreamConversation, PacketConversation {
  final Watch watch;
  final Deadlines deadlines;
  final Wire wire;
  private final SocketAddress peer;
  private final SocketAddress local;
  private final AtomicReference<@Nullable Ended> inputEnd = new AtomicReference<>();
  private final AtomicReference<@Nullable Ended> wireEnd = new AtomicReference<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Receiving receiving = new Receiving();
  private final Map<Thread, CountDownLatch> helpers = new ConcurrentHashMap<>(0); // till they end
  private volatile boolean saidGoodbye; // everything was sent, and the end of it

  Conversation(SocketAddress peer, SocketAddress local, Deadlines deadlines, Wire wire) {
    this.peer = peer;
    this.local = local;
    this.deadlines = deadlines;
    this.wire = wire;
    watch = new Watch(wire.timers(), this::wakeReceiver, this::writeExpired);
  }

  @Override
  public final @Nullable M receive() {
    beginReceiving();
    try {
      while (wireEnd.get() == null && !closing.get()) {
        M message = next();
        if (message != null) return message;
        if (inputEnd.get() != null) break;
        await();
      }
      return over();
    } finally {
      receivingEnds();
    }
  }

  /// Makes this thread the one that receives, until [#receivingEnds].
  final void beginReceiving() {
    receiving.begins();
    try {
      checkFramed();
    } catch (IllegalStateException e) {
      receivingEnds();
      throw e;
    }
  }

  final void receivingEnds() {
    receiving.ends();
  }

  /// Whether this thread is the one that receives, and does not at this moment.
  final boolean isReceiver() {
    return receiving.isOurs();
  }

  final boolean receivesElsewhere() {
    return receiving.isUnderWay();
  }

  /// A whole message that is already here, or null.
  abstract @Nullable M next();

  /// Waits for more from the peer, between [#waits] and [#waited]; may end the input instead.
  abstract void await();

  /// Makes a waiting receiver look again, now; must not block.
  abstract void wakeReceiver();

  /// Whether the receiver would find something without waiting, as far as the transport can tell.
  abstract boolean hasArrived();

  /// Breaks the wire; must not block.
  abstract void breakWire();

  /// Sends what is still unsent, says goodbye as the transport does, frees the transport and stops
  /// the watch.
  abstract void hangUp();

  abstract void checkFramed();

  abstract boolean sending();

  private @Nullable M over() {
    Ended end = ended();
    if (closing.get() || end == null || end.clean()) return null;
    throw new EndedException(end);
  }

  /// The receiver is about to wait for the peer, after the wire was told; false when it must not,
  /// because the server drains, no message has begun and none has arrived.
  final boolean waits(boolean nothingYet) {
    if (!receiving.waits(nothingYet) || !nothingYet || hasArrived()) return true;
    waited();
    endInput(new Ended.Drained());
    return false;
  }

  final void waited() {
    receiving.waited();
  }

  /// Asks for an end at the next message boundary.
  final void drain() {
    if (receiving.drain()) wakeReceiver();
  }

  /// Why a receiver was woken although the peer did not end its side; null when it did.
  final @Nullable Ended wokenBy() {
    if (closing.get()) return new Ended.ByHandler();
    return receiving.wasWoken() ? new Ended.Drained() : null;
  }

  /// Whether a drain has woken the receiver, or meant to: a read may still return for its sake.
  final boolean wasWoken() {
    return receiving.wasWoken();
  }

  final void saidGoodbye() {
    saidGoodbye = true;
  }

  final void endInput(Ended why) {
    inputEnd.compareAndSet(null, why);
  }

  /// The wire is gone: the first cause stands, unless all was said before.
  final void cut(Ended why) {
    if (!saidGoodbye && !wireEnd.compareAndSet(null, why)) return;
    breakWire();
    wakeReceiver();
  }

  final void lost(IOException cause) {
    cut(new Ended.Lost(cause));
  }

  private void writeExpired() {
    cut(new Ended.TooSlow(Activity.SENDING));
  }

  /// Fails when nothing can be sent any more.
  final void checkWire() {
    Ended end = wireEnd.get();
    if (end != null) throw new EndedException(end);
    if (closing.get()) throw new EndedException(new Ended.ByHandler());
  }

  final boolean wireIsGone() {
    return wireEnd.get() != null;
  }

  final boolean isClosing() {
    return closing.get();
  }

  final Activity activity() {
    if (closing.get()) return Activity.CLOSING;
    if (sending()) return Activity.SENDING;
    return receiving.isWaiting() ? Activity.RECEIVING : Activity.WORKING;
  }

  @Override
  public final @Nullable Ended ended() {
    Ended wire = wireEnd.get();
    return wire != null ? wire : inputEnd.get();
  }

  /// How the conversation ended, once its handler has returned or thrown.
  final Ended conclude(@Nullable Throwable failure) {
    Ended end = ended();
    if (wireEnd.get() instanceof Ended.Cut cut) return cut;
    if (failure != null && !tellsOurEnd(failure)) return new Ended.Failed(failure);
    return end != null ? end : new Ended.ByHandler();
  }

  /// Whether a failure is only one of our two ends, passed on. Causes may go round in circles.
  private boolean tellsOurEnd(Throwable failure) {
    Throwable t = failure;
    for (int depth = 0; t != null && depth < 16; depth++, t = t.getCause()) {
      if (t instanceof EndedException e
          && (e.ended().equals(inputEnd.get()) || e.ended().equals(wireEnd.get()))) return true;
    }
    return false;
  }

  @Override
  public final void alongside(Task task) {
    Thread helper = helper(Thread.currentThread().getName() + " helper", () -> help(task));
    helpers.put(helper, new CountDownLatch(1));
    helper.start();
    if (closing.get()) helper.interrupt(); // it came too late to be dismissed with the others
  }

  /// A thread that helps, not yet started.
  Thread helper(String name, Runnable task) {
    return wire.thread(name, task);
  }

  private void help(Task task) {
    try {
      task.run();
    } catch (Throwable failure) {
      if (!closing.get() && !tellsOurEnd(failure)) cut(new Ended.Failed(failure));
    } finally {
      CountDownLatch ends = helpers.remove(Thread.currentThread());
      if (ends != null) ends.countDown();
    }
  }

  final boolean isHeldBy(Thread thread) {
    return helpers.containsKey(thread);
  }

  @Override
  public final void close() {
    if (!closing.compareAndSet(false, true)) {
      awaitClosed();
      return;
    }
    try {
      endInput(new Ended.ByHandler());
      hangUp();
      dismissHelpers();
    } finally {
      closed.countDown();
    }
  }

  /// Another thread closes already, and perhaps still sends. Helpers do not wait: it waits for
  /// them.
  private void awaitClosed() {
    if (helpers.containsKey(Thread.currentThread())) return;
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server is being cut: it does not wait for goodbyes
    }
  }

  /// Waits for their last word, not for their threads: while such a thread ends, a network with a
  /// clock of its own sees nobody work.
  private void dismissHelpers() {
    helpers.remove(Thread.currentThread());
    helpers.keySet().forEach(Thread::interrupt);
    long until = System.nanoTime() + Defaults.ABANDON.toNanos();
    try {
      for (CountDownLatch ends : helpers.values()) {
        ends.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server is being cut: it does not wait for helpers
    }
  }

  @Override
  public final SocketAddress peer() {
    return peer;
  }

  @Override
  public final SocketAddress local() {
    return local;
  }

  @Override
  public final boolean draining() {
    return receiving.draining();
  }

  @Override
  public final String toString() {
    return peer + " at " + local;
  }
}
