package dev.usher.hub;

import dev.usher.services.time.NtpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Measures again and again, until somebody wants it to stop.
///
/// @param interval from the beginning of one measurement to that of the next, if it is over by then
record TimeWatch(NtpClient client, Asked asked, Duration interval) {
  /// Returns the exit code, once it has stopped.
  int run(Watching watching) throws InterruptedException {
    Stop stop = new Stop();
    stop.listen();
    var fault = new AtomicReference<@Nullable RuntimeException>();
    Thread worker =
        Thread.ofVirtual()
            .name("usher watch")
            .start(() -> {
              try {
                measure(watching);
              } catch (InterruptedException _) {
                // the wish to stop
              } catch (RuntimeException e) {
                fault.set(e);
              } finally {
                stop.now();
              }
            });
    stop.await();
    worker.interrupt();
    worker.join();
    RuntimeException failure = fault.get();
    if (failure != null) throw failure;
    return 0;
  }

  private void measure(Watching watching) throws InterruptedException {
    while (true) {
      long begun = System.nanoTime();
      if (!watching.show(Outcome.of(client, asked))) return;
      Duration left = interval.minusNanos(System.nanoTime() - begun);
      if (left.isPositive()) Thread.sleep(left);
    }
  }
}
