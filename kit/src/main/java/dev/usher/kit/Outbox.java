package dev.usher.kit;

import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What a stream conversation sends. Messages are written into one buffer by anybody, and the
/// buffer is written to the wire by one thread at a time, which takes along what the others have
/// added.
///
/// `gate` guards the buffer and is never held while writing; `wire` is held while writing.
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
  private final ReentrantLock gate = new ReentrantLock();
  private final ReentrantLock wire = new ReentrantLock();
  private WriteBuffer gathered = new WriteBuffer();
  private WriteBuffer leaving = new WriteBuffer();
  private boolean deferred; // the receiver has gathered something that nobody was told to write
  private boolean promised; // a thread was started to flush
  private boolean watched; // a timer will look whether there is something to flush
  private boolean ended;
  private long appended; // bytes ever gathered
  private long left; // of these, written
  private final Condition progress = gate.newCondition();
  private int waiting; // threads at `progress`
  private volatile int inFlight; // bytes of `leaving`

  Outbox(Conversation<?> conversation, StreamPipe pipe, int most, Wire threads) {
    this.conversation = conversation;
    this.pipe = pipe;
    this.most = most;
    this.threads = threads;
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
    if (holds && body.remaining() > Defaults.FLUSH_AT) {
      writeWithBody(framing, message, body);
      return;
    }
    boolean later;
    long end;
    gate.lock();
    try {
      append(framing, message);
      appended += body.remaining();
      gathered.put(body);
      end = appended;
      later = moreSoon && gathered.size() < Defaults.FLUSH_AT;
      // The sender may now compute for a long time: somebody else flushes if it does.
      deferred |= later;
      if (!later && !holds) promise();
      if (later && !watched) {
        watched = true;
        threads.timers().soon(this::flushLeftOver);
      }
    } finally {
      gate.unlock();
    }
    if (later) return;
    if (holds) flush();
    else awaitLeft(end);
  }

  private <M> void writeWithBody(StreamFraming<M> framing, M head, ByteBuffer body) {
    wire.lock();
    try {
      takeAll(framing, head);
      write(ByteBuffer.wrap(leaving.array(), 0, leaving.size()), body);
    } finally {
      done();
      wire.unlock();
    }
  }

  /// Takes everything that was gathered, and the head as the last of it, so that the body comes
  /// right behind.
  private <M> void takeAll(StreamFraming<M> framing, M head) {
    gate.lock();
    try {
      append(framing, head);
      swap(false);
    } finally {
      gate.unlock();
    }
  }

  private void awaitLeft(long end) {
    gate.lock();
    try {
      waiting++;
      while (left < end && !conversation.wireIsGone()) progress.awaitUninterruptibly();
      waiting--;
      if (left < end) conversation.checkWire();
    } finally {
      gate.unlock();
    }
  }

  /// Takes a message if there is room, and lets another thread write it.
  <M> boolean offer(StreamFraming<M> framing, M message) {
    gate.lock();
    try {
      if (conversation.wireIsGone() || conversation.isClosing() || ended) return false;
      int before = gathered.size();
      append(framing, message);
      if (before + inFlight > 0 && gathered.size() + inFlight > most) {
        appended -= gathered.size() - before;
        gathered.truncate(before);
        return false;
      }
      promise();
      return true;
    } finally {
      gate.unlock();
    }
  }

  private <M> void append(StreamFraming<M> framing, M message) {
    conversation.checkFramed();
    if (ended) throw new IllegalStateException("sending was ended");
    int before = gathered.size();
    try {
      framing.write(message, gathered);
      appended += gathered.size() - before;
    } catch (Throwable e) {
      gathered.truncate(before); // nothing of a refused message may leave
      throw e;
    }
  }

  /// On the timer's thread: what was gathered a while ago has usually left by now.
  private void flushLeftOver() {
    gate.lock();
    try {
      watched = false;
      if (gathered.size() > 0) promise();
    } finally {
      gate.unlock();
    }
  }

  /// Has another thread flush; with the gate held.
  private void promise() {
    if (promised) return;
    promised = true;
    conversation.helper("usher flush", this::flushOrRecord).start();
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
    if (wire.tryLock()) {
      try {
        flush(true);
      } finally {
        wire.unlock();
      }
    } else {
      flushLeftOver();
    }
  }

  /// Writes everything that was gathered, and returns when it has left.
  void flush() {
    flush(false);
  }

  /// @param mine only if nobody else has asked for it, who would also write it
  private void flush(boolean mine) {
    wire.lock();
    try {
      if (swap(mine)) write(ByteBuffer.wrap(leaving.array(), 0, leaving.size()));
      // Another thread may have taken our message along, and failed.
      else if (conversation.wireIsGone()) conversation.checkWire();
    } finally {
      done();
      wire.unlock();
    }
  }

  private void done() {
    gate.lock();
    try {
      left += leaving.size();
      leaving.clear();
      inFlight = 0;
      if (waiting > 0) progress.signalAll();
    } finally {
      gate.unlock();
    }
  }

  private boolean swap(boolean mine) {
    gate.lock();
    try {
      if (mine && promised) return false;
      promised = false;
      deferred = false;
      if (gathered.size() == 0) return false;
      WriteBuffer full = gathered;
      gathered = leaving;
      leaving = full;
      inFlight = full.size();
      return true;
    } finally {
      gate.unlock();
    }
  }

  private void write(ByteBuffer bytes) {
    write(bytes, NOTHING);
  }

  /// The deadline begins anew whenever the peer has taken something.
  private void write(ByteBuffer head, ByteBuffer body) {
    while (head.hasRemaining() || body.hasRemaining()) writeSome(head, body);
  }

  private void writeSome(ByteBuffer head, ByteBuffer body) {
    if (conversation.wireIsGone()) conversation.checkWire();
    conversation.watch.writeBegins(conversation.deadlines.write().toNanos());
    try {
      pipe.writeSome(head, body);
    } catch (IOException e) {
      conversation.lost(e);
    } finally {
      conversation.watch.writeEnds();
    }
    if (conversation.wireIsGone()) conversation.checkWire();
  }

  boolean writing() {
    return inFlight > 0;
  }

  /// Writes bytes that are no message, after everything that was gathered.
  void writeRaw(ByteBuffer bytes) {
    wire.lock();
    try {
      if (isEnded()) throw new EndedException(new Ended.ByHandler());
      inFlight = bytes.remaining();
      write(bytes);
    } finally {
      inFlight = 0;
      wire.unlock();
    }
  }

  private boolean isEnded() {
    gate.lock();
    try {
      return ended;
    } finally {
      gate.unlock();
    }
  }

  /// Sends what is left and tells the peer that nothing more comes.
  void end() {
    wire.lock();
    try {
      if (!ends()) return;
      flush();
      pipe.endOutput();
    } catch (IOException e) {
      conversation.lost(e);
    } finally {
      wire.unlock();
    }
  }

  private boolean ends() {
    gate.lock();
    try {
      boolean first = !ended;
      ended = true;
      return first;
    } finally {
      gate.unlock();
    }
  }
}
