package dev.usher.hub;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Notices when somebody who was written to does not answer: over UDP nobody else does. It is told
/// once, until they are heard again (rule H11).
final class Silence {
  /// In the place of one that waits, once that was told.
  private static final Object TOLD = new Object();

  private final Duration patience;
  private final Consumer<InetSocketAddress> silent;
  private final Map<InetSocketAddress, Object> waiting = new ConcurrentHashMap<>();

  /// @param silent told who has not answered within the patience, on a thread of its own
  Silence(Duration patience, Consumer<InetSocketAddress> silent) {
    this.patience = patience;
    this.silent = silent;
  }

  /// Somebody was written to.
  void said(InetSocketAddress to) {
    Object mine = new Object();
    if (waiting.putIfAbsent(to, mine) != null) return;
    Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(patience);
      } catch (InterruptedException _) {
        return;
      }
      if (waiting.replace(to, mine, TOLD)) silent.accept(to);
    });
  }

  /// Somebody has written, or it was told otherwise that they are not there.
  void over(InetSocketAddress peer) {
    waiting.remove(peer);
  }
}
