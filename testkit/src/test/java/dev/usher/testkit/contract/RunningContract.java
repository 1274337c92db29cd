package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Connection;
import dev.usher.kit.DrainReport;
import dev.usher.kit.Ended;
import dev.usher.kit.Ended.Activity;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// What every started server keeps: above all, how it stops.
@SuppressWarnings("try") // closing early, and twice, is part of the contract
interface RunningContract extends Venue {
  Duration PLENTY = Duration.ofMinutes(1);

  @Test
  default void theRealPortIsKnown() throws Exception {
    try (Running server = serve(SHOUTING)) {
      assertThat(server.addresses()).containsExactly(server.address());
      if (server.address() instanceof InetSocketAddress inet) {
        assertThat(server.port()).isEqualTo(inet.getPort()).isPositive();
      } else {
        assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  default void aDrainEndsConversationsAtAMessageBoundary() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(diary, SHOUTING);
        Connection<String> one = call(server);
        Connection<String> other = call(server)) {
      one.send("one");
      other.send("other");
      assertThat(one.receive()).isEqualTo("ONE");
      assertThat(other.receive()).isEqualTo("OTHER");
      DrainReport report = server.drain(PLENTY);
      assertThat(report.finished()).isEqualTo(2);
      assertThat(report.clean()).isTrue();
      assertThat(report.took()).isLessThan(PLENTY);
      assertThat(diary.await(ServerEvent.Closed.class, 2))
          .extracting(ServerEvent.Closed::why)
          .containsOnly(new Ended.Drained());
      assertThat(server.stats().open()).isZero();
      server.join();
    }
  }

  @Test
  default void aDrainLetsAHandlerFinishItsWorkAndSayGoodbye() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    try (Running server =
            serve(client -> {
              client.receive();
              working.countDown();
              Wait.until(client::draining);
              client.send("worked");
              assertThat(client.receive()).isNull();
              client.send("goodbye");
            });
        Connection<String> client = call(server)) {
      client.send("work");
      Wait.on(working);
      DrainReport report = server.drain(PLENTY);
      assertThat(report.finished()).isEqualTo(1);
      assertThat(report.clean()).isTrue();
      assertThat(client.receive()).isEqualTo("worked");
      assertThat(client.receive()).isEqualTo("goodbye");
    }
  }

  @Test
  default void whatIsLeftAfterTheGraceIsCutAndReported() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    Diary diary = new Diary();
    try (Running server =
            serve(
                diary,
                client -> {
                  client.receive();
                  working.countDown();
                  new CountDownLatch(1).await();
                });
        Connection<String> client = call(server)) {
      client.send("work");
      Wait.on(working);
      Future<DrainReport> draining = Wait.run(() -> server.drain(SHORT));
      diary.await(ServerEvent.Draining.class);
      passUntil(draining, SHORT);
      DrainReport report = Wait.on(draining);
      assertThat(report.finished()).isZero();
      assertThat(report.cut()).isEqualTo(Map.of(Activity.WORKING, 1));
      assertThat(report.abandoned()).isZero();
      assertThat(report.clean()).isFalse();
      assertThat(diary.ended()).isEqualTo(new Ended.Cut(Activity.WORKING));
      assertThat(diary.await(ServerEvent.Drained.class).report()).isEqualTo(report);
    }
  }

  @Test
  default void aCloseCutsAConversationThatWaits() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(diary, SHOUTING);
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(client.receive()).isEqualTo("HELLO");
      server.close();
      server.close();
      assertThat(diary.ended()).isInstanceOf(Ended.Cut.class);
      assertThat(diary.all(ServerEvent.Failed.class)).isEmpty();
      assertThat(diary.all(ServerEvent.Stopped.class)).hasSize(1);
    }
  }

  @Test
  default void aHandlerCanDrainItsOwnServer() throws Exception {
    AtomicReference<Running> running = new AtomicReference<>();
    CompletableFuture<DrainReport> report = new CompletableFuture<>();
    try (Running server =
            serve(client -> {
              if ("stop".equals(client.receive())) {
                report.complete(running.get().drain(PLENTY));
                client.send("stopped");
              } else {
                client.send("waiting");
                client.receive();
              }
            });
        Connection<String> other = call(server);
        Connection<String> client = call(server)) {
      running.set(server);
      other.send("wait");
      assertThat(other.receive()).isEqualTo("waiting");
      client.send("stop");
      assertThat(client.receive()).isEqualTo("stopped");
      assertThat(Wait.on(report).finished()).isEqualTo(1);
      assertThat(Wait.on(report).clean()).isTrue();
      server.join();
    }
  }

  @RepeatedTest(10)
  default void twoHandlersThatDrainDoNotWaitForEachOther() throws Exception {
    AtomicReference<Running> running = new AtomicReference<>();
    CyclicBarrier together = new CyclicBarrier(2);
    LinkedBlockingQueue<DrainReport> reports = new LinkedBlockingQueue<>();
    try (Running server =
            serve(client -> {
              client.receive();
              together.await();
              reports.add(running.get().drain(PLENTY));
            });
        Connection<String> one = call(server);
        Connection<String> other = call(server)) {
      running.set(server);
      one.send("stop");
      other.send("stop");
      for (int i = 0; i < 2; i++) {
        DrainReport report = reports.poll(PLENTY.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(report).isNotNull();
        assertThat(report.clean()).isTrue();
        assertThat(report.took()).isLessThan(PLENTY);
      }
      server.join();
    }
  }

  @Test
  default void aHelperCanCloseTheServerToo() throws Exception {
    AtomicReference<Running> running = new AtomicReference<>();
    Diary diary = new Diary();
    try (Running server =
            serve(
                diary,
                client -> {
                  client.receive();
                  client.alongside(() -> running.get().close());
                  assertThat(client.receive()).isNull();
                });
        Connection<String> client = call(server)) {
      running.set(server);
      client.send("stop");
      assertThat(diary.ended()).isEqualTo(new Ended.Drained());
      server.join();
    }
  }

  @Test
  default void aHandlerMustNotWaitForTheEndOfItsServer() throws Exception {
    AtomicReference<Running> running = new AtomicReference<>();
    try (Running server =
            serve(client -> {
              client.receive();
              assertThatThrownBy(() -> running.get().join())
                  .isInstanceOf(IllegalStateException.class);
              client.send("refused");
            });
        Connection<String> client = call(server)) {
      running.set(server);
      client.send("join");
      assertThat(client.receive()).isEqualTo("refused");
    }
  }

  @Test
  default void joiningEndsWithTheLastConversation() throws Exception {
    try (Running server = serve(SHOUTING);
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(client.receive()).isEqualTo("HELLO");
      Future<Boolean> joined =
          Wait.run(() -> {
            server.join();
            return server.stats().open() == 0;
          });
      assertThat(joined.isDone()).isFalse();
      server.close();
      assertThat(Wait.on(joined)).isTrue();
    }
  }

  @Test
  default void anInterruptedHandlerThatGoesOnIsCountedAsAbandonedOnlyWhileItDoes()
      throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    try (Running server =
            serve(client -> {
              client.receive();
              working.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException _) {
                client.send("never"); // the wire is cut: this throws
              }
            });
        Connection<String> client = call(server)) {
      client.send("hello");
      Wait.on(working);
      DrainReport report = server.drain(Duration.ZERO);
      assertThat(report.abandoned()).isZero();
      assertThat(report.cutInAll()).isEqualTo(1);
    }
  }
}
