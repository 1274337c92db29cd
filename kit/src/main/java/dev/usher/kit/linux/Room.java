package dev.usher.kit.linux;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// How a connected Unix datagram socket waits for its receiver to have room.
final class Room {
  private Room() {}

  /// Waits on another thread if this one is virtual, and would keep its carrier from others.
  ///
  /// @return false when there is none after this time; true also once the socket was closed
  static boolean await(Descriptor descriptor, Duration atMost) throws IOException {
    FutureTask<Boolean> waiting = new FutureTask<>(() -> poll(descriptor, atMost));
    if (!Thread.currentThread().isVirtual()) waiting.run();
    else Thread.ofPlatform().daemon().name("usher waits for room").start(waiting);
    try {
      return waiting.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while sending").initCause(e);
    }
  }

  private static boolean poll(Descriptor descriptor, Duration atMost) throws IOException {
    if (!descriptor.enter()) throw new SocketException("Socket closed");
    try {
      int millis = Math.clamp(atMost.toMillis(), 1, Integer.MAX_VALUE);
      return Sockets.await(descriptor.number, Libc.POLLOUT | Libc.POLLRDHUP, millis);
    } finally {
      descriptor.leave();
    }
  }
}
