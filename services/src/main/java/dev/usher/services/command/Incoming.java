package dev.usher.services.command;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What has arrived while a command runs: read ahead by another thread, which so learns when the
/// client goes. Bounded, so that who floods without waiting is held back by his own socket.
final class Incoming {
  private static final int MOST = 16;

  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private boolean over; // nothing more is put in
  private boolean done; // nobody takes any more

  /// How the input ended.
  ///
  /// @param lost whether nobody can get an answer
  /// @param at by [System#nanoTime]
  record End(boolean lost, long at) {}

  /// Waits while there is no room; false when nobody takes any more.
  synchronized boolean put(byte[] piece) throws InterruptedException {
    while (pieces.size() >= MOST && !done) wait();
    pieces.add(piece);
    notifyAll();
    return !done;
  }

  synchronized void ended(boolean lost) {
    end.complete(new End(lost, System.nanoTime()));
    quiet();
  }

  /// Nothing has come for long, and nobody looks for more. Whether the client has gone is not
  /// known, so there is no [#end].
  synchronized void quiet() {
    over = true;
    notifyAll();
  }

  /// The end, once it is there.
  CompletableFuture<End> end() {
    return end;
  }

  /// Waits for the next piece; null when there are no more.
  synchronized byte @Nullable [] take() throws InterruptedException {
    while (pieces.isEmpty() && !over) wait();
    return next();
  }

  /// Waits for at most this long.
  synchronized byte @Nullable [] take(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    long left;
    while (pieces.isEmpty() && !over && (left = until - System.nanoTime()) > 0) {
      wait(left / 1_000_000 + 1);
    }
    return next();
  }

  private byte @Nullable [] next() {
    notifyAll();
    return pieces.poll();
  }

  synchronized void done() {
    done = true;
    notifyAll();
  }
}
