package dev.usher.hub;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;

/// The wish to stop, told by Ctrl-C or SIGTERM. Handled here and not by a shutdown hook, because
/// then the JVM exits as we say and not with 143.
final class Stop {
  private final CountDownLatch wish = new CountDownLatch(1);
  private final AtomicReference<Runnable> urgent = new AtomicReference<>(() -> {});

  /// From now on signals come here. Those that the program was started to ignore, as by `nohup`,
  /// stay ignored.
  void listen() {
    listen("INT", "TERM", "HUP");
  }

  /// The same for these signals only.
  void listen(String... signals) {
    for (String signal : signals) Signals.register(signal, this::now);
  }

  /// Somebody wants it; the second time, urgently.
  void now() {
    if (wish.getCount() == 0) urgent.get().run();
    wish.countDown();
  }

  /// Waits until somebody wants it.
  void await() throws InterruptedException {
    wish.await();
  }

  /// Lets somebody at the input work until they leave, which is the wish to stop.
  void whenLeft(Runnable work) {
    // A daemon: while nothing is typed, nobody can wake it.
    Thread.ofPlatform()
        .daemon()
        .name("usher input")
        .start(() -> {
          try {
            work.run();
          } finally {
            now();
          }
        });
  }

  /// What to do when somebody wants it again; on the thread that tells.
  void whenUrgent(Runnable task) {
    urgent.set(task);
  }
}
