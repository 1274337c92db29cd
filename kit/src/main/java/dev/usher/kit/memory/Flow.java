package dev.usher.kit.memory;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/// One direction of a stream: bytes on their way from a writer to a reader, at most [#ROOM].
///
/// Offsets count from the first byte: `taken` ≤ `arrived` ≤ `written`. The lock is shared with the
/// other direction, because a reset concerns both.
final class Flow {
  static final int ROOM = 64 * 1024;

  private final Link link;
  private final Agenda agenda;
  private final Gate gate;
  private final ArrayDeque<ByteBuffer> bytes = new ArrayDeque<>();
  private long written;
  private long arrived;
  private long taken;
  private boolean outputEnded;
  private boolean endArrived;
  private boolean reset; // the writer fails
  private boolean resetArrived; // the reader fails, after what came before
  private boolean woken;
  private boolean readerClosed;
  private boolean writerClosed;

  Flow(Link link, Agenda agenda, ReentrantLock lock) {
    this.link = link;
    this.agenda = agenda;
    gate = new Gate(agenda, lock);
  }

  int read(ByteBuffer into) throws IOException {
    return gate.locked(() -> {
      gate.await("reading", () -> readerClosed || woken || there() > taken || isOver());
      if (readerClosed) throw new AsynchronousCloseException();
      boolean wake = woken;
      woken = false;
      if (there() > taken) return take(into, (int) (link.cut(taken, there()) - taken));
      if (wake) return -1;
      if (resetArrived) throw connectionReset();
      return -1;
    });
  }

  /// Up to where it can be read.
  private long there() {
    return Math.min(arrived, link.faults().stallAfter());
  }

  private boolean stalls() {
    return taken >= link.faults().stallAfter();
  }

  private boolean isOver() {
    return (resetArrived || endArrived) && taken == written && !stalls();
  }

  private int take(ByteBuffer into, int most) {
    int count = Math.min(most, into.remaining());
    for (int left = count; left > 0; ) {
      ByteBuffer first = bytes.element();
      int part = Math.min(left, first.remaining());
      into.put(first.slice(first.position(), part));
      first.position(first.position() + part);
      if (!first.hasRemaining()) bytes.remove();
      left -= part;
    }
    gate.change(() -> taken += count);
    return count;
  }

  /// Writes what there is room for, and waits until there is some.
  ///
  /// @return whether this link carries no further byte, so that the connection is to be reset
  boolean write(ByteBuffer from) throws IOException {
    return gate.locked(() -> {
      if (from.hasRemaining() && !carriedAll()) {
        gate.await("writing", () -> room() > 0 || carriedAll() || !isWritable());
        if (!isWritable()) throw unwritable();
        put(from, Math.clamp(room(), 0, from.remaining()));
      }
      return carriedAll();
    });
  }

  private boolean carriedAll() {
    return written >= link.faults().resetAfter();
  }

  private long room() {
    return Math.min(ROOM - (written - taken), link.faults().resetAfter() - written);
  }

  private boolean isWritable() {
    return !writerClosed && !reset && !outputEnded && (!readerClosed || stalls());
  }

  private IOException unwritable() {
    if (writerClosed) return new AsynchronousCloseException();
    if (reset) return connectionReset();
    return new SocketException(outputEnded ? "sending was ended" : "the peer has closed");
  }

  private void put(ByteBuffer from, int count) {
    byte[] copy = new byte[count];
    from.get(copy);
    bytes.add(ByteBuffer.wrap(copy));
    written += count;
    long end = written;
    arrive(() -> arrived = Math.max(arrived, end));
  }

  private void arrive(Runnable arrival) {
    agenda.after(link.faults().latency(), () -> gate.change(arrival));
  }

  static SocketException connectionReset() {
    return new SocketException("connection reset");
  }

  boolean hasBytes() {
    return gate.locked(() -> there() > taken);
  }

  /// One read returns as if this were the end, unless there are bytes to return.
  void wakeReader() {
    gate.change(() -> woken = there() <= taken);
  }

  /// The writer says that nothing more comes.
  void end() {
    gate.change(() -> {
      if (!outputEnded) arrive(() -> endArrived = true);
      outputEnded = true;
    });
  }

  /// The connection breaks: the writer fails now, the reader when the news has come.
  void reset() {
    gate.change(() -> {
      reset = true;
      arrive(() -> resetArrived = true);
    });
  }

  /// The reader is gone.
  ///
  /// @return whether it left bytes unread
  boolean closeReader() {
    return gate.locked(() -> {
      boolean leaves = !readerClosed && there() > taken;
      gate.change(() -> readerClosed = true);
      return leaves;
    });
  }

  /// The writer is gone.
  void closeWriter() {
    gate.change(() -> writerClosed = true);
    end();
  }

  /// The faults may have changed.
  void reconsider() {
    gate.change(() -> {});
  }
}
