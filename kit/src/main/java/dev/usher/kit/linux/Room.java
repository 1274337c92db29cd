package dev.usher.kit.linux;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How those who send from a connected Unix datagram socket wait for its receiver to have room: on
/// one thread for them all, since a virtual thread in a call would keep its carrier from others.
final class Room {
  private final Descriptor descriptor;
  private FutureTask<Void> waiting = new FutureTask<>(() -> null);

  Room(Descriptor descriptor) {
    this.descriptor = descriptor;
    waiting.run();
  }

  /// Waits for room; false when there is none after this time, true also once the socket was
  /// closed.
  boolean await(Duration atMost) throws IOException {
    try {
      waiting().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while sending").initCause(e);
    }
  }

  /// What the others wait for already, or else on a new thread.
  private synchronized FutureTask<Void> waiting() {
    if (waiting.isDone()) {
      FutureTask<Void> next = new FutureTask<>(this::poll);
      Thread.ofPlatform().daemon().name("usher waits for room").start(next);
      waiting = next;
    }
    return waiting;
  }

  /// Ends with room, or with the socket.
  private Void poll() throws IOException {
    if (!descriptor.enter()) throw new SocketException("Socket closed");
    try {
      while (!Sockets.await(descriptor.number, Libc.POLLOUT | Libc.POLLRDHUP, -1)) {}
      return null;
    } finally {
      descriptor.leave();
    }
  }
}
