package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Connection;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.ServerEvents;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What every server tells.
interface EventContract extends Venue {
  @Test
  default void eventsComeInTheirPairs() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(diary, SHOUTING)) {
      try (Connection<String> client = call(server)) {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("HELLO");
        assertThat(server.stats().open()).isEqualTo(1);
        pass(Duration.ofNanos(1));
        assertThat(server.drain(Wait.LONGEST).clean()).isTrue();
      }
    }
    assertThat(diary.kinds())
        .startsWith("Listening", "Opened")
        .contains("Draining", "Stopped", "Closed")
        .endsWith("Drained")
        .doesNotHaveDuplicates();
    List<ServerEvent.Opened> opened = diary.all(ServerEvent.Opened.class);
    ServerEvent.Closed closed = diary.all(ServerEvent.Closed.class).getFirst();
    assertThat(closed.client()).isSameAs(opened.getFirst().client());
    assertThat(closed.lasted()).isPositive();
  }

  @Test
  default void eachConversationOpensAndClosesOnceHoweverItEnds() throws Exception {
    Diary diary = new Diary();
    try (Running server =
        serve(
            diary,
            client -> {
              if ("fail".equals(client.receive())) throw new Exception("as asked");
            })) {
      for (String word : List.of("fail", "return", "fail", "return")) {
        try (Connection<String> client = call(server)) {
          client.send(word);
        }
      }
      List<ServerEvent.Closed> closed = diary.await(ServerEvent.Closed.class, 4);
      assertThat(closed).extracting(ServerEvent.Closed::client).doesNotHaveDuplicates();
      assertThat(diary.all(ServerEvent.Opened.class))
          .extracting(ServerEvent.Opened::client)
          .containsExactlyInAnyOrderElementsOf(
              closed.stream().map(ServerEvent.Closed::client).toList());
      assertThat(diary.all(ServerEvent.Failed.class)).hasSize(2);
    }
  }

  @Test
  default void aListenerThatThrowsChangesNothing() throws Exception {
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
    try {
      Diary broken =
          new Diary() {
            @Override
            public synchronized void on(ServerEvent event) {
              super.on(event);
              throw new IllegalStateException("the listener's own");
            }
          };
      Diary other = new Diary();
      try (Running server = serve(Change.NONE.events(broken.and(other)), SHOUTING);
          Connection<String> client = call(server)) {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("HELLO");
      }
      broken.await(ServerEvent.Closed.class);
      other.await(ServerEvent.Closed.class);
      assertThat(uncaught).extracting(Throwable::getMessage).containsOnly("the listener's own");
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  default void unlessToldOtherwiseAFailureGoesToTheUncaughtExceptionHandler() throws Exception {
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    CountDownLatch told = new CountDownLatch(1);
    Exception trouble = new Exception("the handler's own");
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> {
      uncaught.add(thrown);
      told.countDown();
    });
    try (Running server =
            serve(client -> {
              client.receive();
              throw trouble;
            });
        Connection<String> client = call(server)) {
      client.send("hello");
      Wait.on(told);
      assertThat(uncaught).containsExactly(trouble);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  default void eventsCanGoToTwoListeners() throws Exception {
    Diary one = new Diary();
    Diary two = new Diary();
    ServerEvents both = one.and(two);
    try (Running server = serve(Change.NONE.events(both), SHOUTING)) {
      assertThat(server.stats().opened()).isZero();
    }
    assertThat(one.kinds()).containsExactly("Listening", "Stopped").isEqualTo(two.kinds());
  }
}
