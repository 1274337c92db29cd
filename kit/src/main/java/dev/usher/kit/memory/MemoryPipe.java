package dev.usher.kit.memory;

import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/// One end of a stream: it reads from one [Flow] and writes into the other.
final class MemoryPipe implements StreamPipe {
  private final Flow in;
  private final Flow out;
  private final ReentrantLock lock;
  private final SocketAddress local;
  private final SocketAddress peer;

  MemoryPipe(Flow in, Flow out, ReentrantLock lock, SocketAddress local, SocketAddress peer) {
    this.in = in;
    this.out = out;
    this.lock = lock;
    this.local = local;
    this.peer = peer;
  }

  @Override
  public int read(Landing into) throws IOException {
    return in.read(into.room());
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) writePart(from);
  }

  @Override
  public void writeSome(ByteBuffer head, ByteBuffer body) throws IOException {
    writePart(head.hasRemaining() ? head : body);
  }

  private void writePart(ByteBuffer from) throws IOException {
    if (!out.write(from)) return;
    reset();
    if (from.hasRemaining()) throw Flow.connectionReset();
  }

  private void reset() {
    in.reset();
    out.reset();
  }

  /// No byte is lost by it: a reader that has bytes to return is awake, and later ones read on.
  @Override
  public boolean wakeReader() {
    in.wakeReader();
    return true;
  }

  @Override
  public boolean hasBytes() {
    return in.hasBytes();
  }

  @Override
  public void endOutput() {
    out.end();
  }

  @Override
  public SocketAddress peer() {
    return peer;
  }

  @Override
  public SocketAddress local() {
    return local;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (in.closeReader()) out.reset();
      out.closeWriter();
    } finally {
      lock.unlock();
    }
  }

  /// Breaks the connection, as a listener does with clients that it never accepted.
  void abort() {
    reset();
    close();
  }
}
