package dev.usher.kit;

import dev.usher.kit.transport.Spare;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// What a stream conversation sends. Messages are gathered in one buffer by anybody, and the buffer
/// is written to the wire by one thread at a time, which takes along what the others have added.
///
/// One lock guards all of it and is given up while writing.
///
/// Only the thread that holds the conversation writes by itself. Others have it done and wait,
/// because an interrupt would make the JDK close the socket in their hands: the end of one
/// conversation, whose helpers are interrupted, must not be the end of another that they send to.
final class Outbox {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final Conversation<?> conversation;
  private final StreamPipe pipe;
  private final int most;
  private final Wire threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private int waiting; // threads at `progress`
  private WriteBuffer gathered;
  private WriteBuffer leaving;
  private boolean writing; // a thread has the wire,
  private long inFlight; // and these bytes to write;
  private long waited; // for these nanoseconds the peer took nothing of them
  private boolean deferred; // the receiver has gathered something that nobody was told to write
  private boolean promised; // a thread was started to flush
  private boolean watched; // a timer will look whether there is something to flush
  private boolean ended;
  private long appended; // bytes ever gathered
  private long left; // of these, written

  Outbox(Conversation<?> conversation, StreamPipe pipe, int most, Wire threads) {
    this.conversation = conversation;
    this.pipe = pipe;
    this.most = most;
    this.threads = threads;
    StreamPipe.Buffers shared = pipe.buffers();
    Spare spare = shared == null ? new Spare(Defaults.WRITE_BUFFER) : shared.writing();
    gathered = new WriteBuffer(spare);
    leaving = new WriteBuffer(spare);
  }

  /// Sends a message, with a body right behind it, and waits until both have left; or, when the
  /// sender will soon have more or wait itself, only gathers them.
  ///
  /// A long body goes to the wire from where it is, unless its sender may not write.
  ///
  /// @param holds whether the sender is the thread that holds the conversation
  <M> void send(
      StreamFraming<M> framing, M message, ByteBuffer body, boolean moreSoon, boolean holds) {
    conversation.checkWire();
    lock.lock();
    try {
      if (holds && body.remaining() > Defaults.FLUSH_AT) {
        awaitWire();
        append(framing, message, NOTHING);
        write(body);
        return;
      }
      append(framing, message, body);
      if (moreSoon && gathered.size() < Defaults.FLUSH_AT) defer();
      else if (holds) flushGathered();
      else haveWritten(appended);
    } finally {
      lock.unlock();
    }
  }

  /// The sender may now compute for a long time: somebody else flushes if it does.
  private void defer() {
    deferred = true;
    if (watched) return;
    watched = true;
    threads.timers().soon(this::flushLeftOver);
  }

  /// Has another thread write, and waits until it has written so much.
  private void haveWritten(long end) {
    promise();
    awaitProgress(() -> left >= end || conversation.wireIsGone());
    if (left < end) conversation.checkWire();
  }

  /// Takes a message if there is room, and lets another thread write it.
  <M> boolean offer(StreamFraming<M> framing, M message) {
    lock.lock();
    try {
      if (conversation.wireIsGone() || conversation.isClosing() || ended) return false;
      int before = gathered.size();
      append(framing, message, NOTHING);
      if (before + inFlight > 0 && gathered.size() + inFlight > most) {
        appended -= gathered.size() - before;
        gathered.truncate(before);
        return false;
      }
      promise();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private <M> void append(StreamFraming<M> framing, M message, ByteBuffer body) {
    conversation.checkFramed();
    if (ended) {
      conversation.checkWire(); // perhaps by a close, since we looked
      throw new IllegalStateException("sending was ended");
    }
    int before = gathered.size();
    try {
      framing.write(message, gathered);
      gathered.put(body);
      appended += gathered.size() - before;
    } catch (Throwable e) {
      gathered.truncate(before); // nothing of a refused message may leave
      throw e;
    }
  }

  /// On the timer's thread: what was gathered a while ago has usually left by now.
  private void flushLeftOver() {
    lock.lock();
    try {
      watched = false;
      if (gathered.size() > 0) promise();
    } finally {
      lock.unlock();
    }
  }

  private void promise() {
    if (promised) return;
    conversation.helper("usher flush", this::flushOrRecord).start();
    promised = true;
  }

  private void flushOrRecord() {
    try {
      flush();
    } catch (EndedException _) {
      // recorded in the conversation, where its own thread finds it
    }
  }

  /// Lets what the receiver has gathered leave before it waits. It never waits for the bytes of
  /// another sender: the peer may take those only after we have taken the peer's.
  void flushBeforeReceiving() {
    if (!deferred) return; // a racy look, but at what this thread has written itself
    lock.lock();
    try {
      if (gathered.size() == 0 || promised) return;
      if (writing) promise();
      else write(NOTHING);
    } finally {
      lock.unlock();
    }
  }

  /// Writes everything that was gathered, and returns when it has left.
  void flush() {
    lock.lock();
    try {
      flushGathered();
    } finally {
      lock.unlock();
    }
  }

  private void flushGathered() {
    awaitWire();
    if (gathered.size() > 0) write(NOTHING);
    // Another thread may have taken our message along, and failed.
    else if (conversation.wireIsGone()) conversation.checkWire();
  }

  private void awaitWire() {
    awaitProgress(() -> !writing);
  }

  private void awaitProgress(BooleanSupplier enough) {
    waiting++;
    while (!enough.getAsBoolean()) progress.awaitUninterruptibly();
    waiting--;
  }

  /// Writes everything that was gathered, and a body behind it, while the wire is free.
  private void write(ByteBuffer body) {
    WriteBuffer full = gathered;
    gathered = leaving;
    leaving = full;
    promised = false;
    deferred = false;
    try {
      write(ByteBuffer.wrap(full.array(), 0, full.size()), body);
      left += full.size();
    } finally {
      full.clear();
    }
  }

  /// Writes as the only one, with the lock given up meanwhile.
  private void write(ByteBuffer head, ByteBuffer body) {
    writing = true;
    inFlight = (long) head.remaining() + body.remaining();
    waited = 0;
    lock.unlock();
    try {
      while (head.hasRemaining() || body.hasRemaining()) writeSome(head, body);
    } finally {
      lock.lock();
      writing = false;
      inFlight = 0;
      if (waiting > 0) progress.signalAll();
    }
  }

  /// The deadline begins when the peer takes nothing, and anew whenever it has taken something; but
  /// whoever takes a little now and then is ended by the pace.
  private void writeSome(ByteBuffer head, ByteBuffer body) {
    if (conversation.wireIsGone()) conversation.checkWire();
    try {
      if (!pipe.writeNow(head, body)) writeInTime(head, body);
    } catch (IOException e) {
      conversation.lost(e);
    } catch (RuntimeException | Error e) { // without memory, say: nobody knows what has left
      conversation.cut(new Ended.Failed(e));
    }
    if (conversation.wireIsGone()) conversation.checkWire();
  }

  private void writeInTime(ByteBuffer head, ByteBuffer body) throws IOException {
    long most = conversation.deadlines.write().toNanos();
    long taken = inFlight - head.remaining() - body.remaining();
    long left = most + conversation.deadlines.pace().bought(taken) - waited;
    long begun = conversation.watch.writeBegins(Math.min(most, left));
    try {
      pipe.writeSome(head, body);
    } finally {
      conversation.watch.writeEnds();
      waited += conversation.watch.now() - begun;
    }
  }

  /// Whether something is on its way; whoever holds the lock has just begun to send.
  boolean writing() {
    if (!lock.tryLock()) return true;
    try {
      return inFlight > 0;
    } finally {
      lock.unlock();
    }
  }

  /// Writes bytes that are no message, after everything that was gathered.
  void writeRaw(ByteBuffer bytes) {
    lock.lock();
    try {
      awaitWire();
      if (ended) throw new EndedException(new Ended.ByHandler());
      write(bytes, NOTHING);
    } finally {
      lock.unlock();
    }
  }

  /// Sends what is left and tells the peer that nothing more comes.
  void end() {
    lock.lock();
    try {
      awaitWire();
      if (ended) return;
      ended = true;
      flushGathered();
      pipe.endOutput();
    } catch (IOException e) {
      conversation.lost(e);
    } finally {
      lock.unlock();
    }
  }
}
