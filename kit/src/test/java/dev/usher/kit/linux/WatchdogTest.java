package dev.usher.kit.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Who sees to it that nobody keeps a loop.
@EnabledOnOs(OS.LINUX)
class WatchdogTest {
  @Test
  void aLoopIsHandedOnOnceTheSystemHasAThreadAgain() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CountDownLatch served = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Executor scarce =
        task -> {
          if (asked.incrementAndGet() == 2) throw new OutOfMemoryError("no thread left");
          Thread.ofPlatform().daemon().name("a carrier").start(task);
        };
    Watchdog watchdog = new Watchdog(scarce);
    Loop loop = new Loop(watchdog);
    watchdog.start(List.of(loop));
    try {
      loop.execute(() -> awaitQuietly(free));
      loop.execute(served::countDown);
      assertThat(served.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(asked.get()).isGreaterThan(2);
    } finally {
      free.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
