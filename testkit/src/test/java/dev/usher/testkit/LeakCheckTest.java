package dev.usher.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.kit.Client;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
  private static final Duration BRIEFLY = Duration.ofMillis(30);

  @Test
  void aForgottenSocketIsFound() throws IOException {
    assumeTrue(Census.knowsDescriptors(), "no /proc/self/fd here");
    LeakCheck leaks = LeakCheck.begin();
    LeakCheck hasty = LeakCheck.begin(BRIEFLY);
    try (ServerSocket _ = new ServerSocket(0)) {
      assertThatThrownBy(hasty::close)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("descriptor socket:[");
    }
    leaks.close();
  }

  @Test
  void aForgottenSelectorIsFound() throws IOException {
    assumeTrue(Census.knowsDescriptors(), "no /proc/self/fd here");
    LeakCheck leaks = LeakCheck.begin();
    LeakCheck hasty = LeakCheck.begin(BRIEFLY);
    try (Selector _ = Selector.open()) {
      assertThatThrownBy(hasty::close).hasMessageContaining("descriptor anon_inode:[eventpoll]");
    }
    leaks.close();
  }

  @Test
  void forgottenThreadsAreFoundByTheirNames() throws InterruptedException {
    LeakCheck leaks = LeakCheck.begin();
    LeakCheck hasty = LeakCheck.begin(BRIEFLY);
    CountDownLatch done = new CountDownLatch(1);
    Thread heavy = Thread.ofPlatform().name("heavy one").start(() -> await(done));
    Thread light = Thread.ofVirtual().name("light one").start(() -> await(done));
    assertThatThrownBy(hasty::close)
        .hasMessageContaining("\"heavy one\"")
        .hasMessageContaining("\"light one\"");
    done.countDown();
    heavy.join();
    light.join();
    leaks.close();
  }

  @Test
  void anOpenConversationIsFound() throws IOException {
    LeakCheck hasty = LeakCheck.begin(BRIEFLY);
    try (LeakCheck leaks = LeakCheck.begin();
        Running server = Server.tcp(0).start(client -> client.receive())) {
      try (var _ = Client.at(server.address()).connect()) {
        while (server.stats().open() == 0) Thread.onSpinWait();
        assertThatThrownBy(() -> hasty.idle(server)).hasMessageContaining("1 conversations");
      }
      leaks.idle(server);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
