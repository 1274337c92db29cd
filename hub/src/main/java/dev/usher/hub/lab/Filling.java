package dev.usher.hub.lab;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// A TCP connection whose sender writes until nothing more fits, since nobody reads.
final class Filling implements Closeable {
  private static final int PIECE = 64 * 1024;
  private static final long MOST = 256L * 1024 * 1024;
  private static final long FURTHER =
      8L * 1024 * 1024; // far more than there is room for when it seems full
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int PAUSES = 5; // without a byte: then it is full

  private final SocketChannel sender;
  private final SocketChannel reader;

  /// @param blocked how long further writes had waited when the reader began to read
  /// @param written what was written at last, with these
  /// @param read what the reader got of it
  record Result(long fitted, Duration blocked, long written, long read) {}

  private Filling(SocketChannel sender, SocketChannel reader) {
    this.sender = sender;
    this.reader = reader;
  }

  static Filling open() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel sender = SocketChannel.open(server.getLocalAddress());
      try {
        return new Filling(sender, server.accept());
      } catch (Throwable e) {
        sender.close();
        throw e;
      }
    }
  }

  /// Fills it, lets further writes wait for so long, and then reads everything.
  Result run(Duration wait) throws IOException, InterruptedException, ExecutionException {
    long fitted = fill();
    sender.configureBlocking(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      Future<Long> write = threads.submit(this::writeOn);
      boolean waits = waits(write, wait);
      Duration blocked = waits ? Duration.ofNanos(System.nanoTime() - begun) : Duration.ZERO;
      long read = 0;
      ByteBuffer room = ByteBuffer.allocate(PIECE);
      for (int n; (n = reader.read(room.clear())) >= 0; ) read += n;
      return new Result(fitted, blocked, fitted + write.get(), read);
    }
  }

  /// Bytes that were taken from a writer that does not wait.
  private long fill() throws IOException {
    sender.configureBlocking(false);
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    long written = 0;
    for (int pauses = 0; pauses < PAUSES && written < MOST; ) {
      int n = sender.write(piece.clear());
      written += n;
      if (n > 0) {
        pauses = 0;
      } else {
        pauses++; // what is under way may make room
        LockSupport.parkNanos(PAUSE);
      }
    }
    return written;
  }

  private long writeOn() throws IOException {
    long written = 0;
    try {
      for (ByteBuffer piece = ByteBuffer.allocate(PIECE); written < FURTHER; piece.clear()) {
        written += sender.write(piece);
      }
      return written;
    } finally {
      sender.shutdownOutput(); // which ends the reading
    }
  }

  private static boolean waits(Future<?> write, Duration time)
      throws InterruptedException, ExecutionException {
    try {
      write.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return false;
    } catch (TimeoutException _) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    try (sender;
        reader) {
      // both, whatever becomes of the other
    }
  }
}
