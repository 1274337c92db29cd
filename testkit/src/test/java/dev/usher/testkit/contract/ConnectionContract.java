package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every conversation keeps, over a stream or in datagrams.
@SuppressWarnings("try") // closing early, and twice, is part of the contract
abstract class ConnectionContract implements RunningContract, EventContract {
  @Test
  void oneHandlerServesManyClientsAndMixesNothing() throws Exception {
    try (Running server = serve(SHOUTING)) {
      // All of them stay: who comes later may be given the port of one that has left.
      List<Connection<String>> clients = new ArrayList<>();
      List<Future<List<String>>> talks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Connection<String> client = call(server);
        clients.add(client);
        String name = "client " + i + " line ";
        talks.add(Wait.run(() -> conversation(client, name)));
      }
      for (int i = 0; i < 20; i++) {
        List<String> answers = Wait.on(talks.get(i));
        for (int j = 0; j < 10; j++) {
          assertThat(answers.get(j)).isEqualTo("CLIENT " + i + " LINE " + j);
        }
      }
      assertThat(server.stats().opened()).isEqualTo(20);
      assertThat(server.stats().failed()).isZero();
      clients.forEach(Connection::close);
    }
  }

  private static List<String> conversation(Connection<String> client, String name) {
    List<String> answers = new ArrayList<>();
    for (int j = 0; j < 10; j++) {
      client.send(name + j);
      answers.add(client.receive());
    }
    return answers;
  }

  @Test
  void bothSidesKnowEachOthersAddress() throws Exception {
    CompletableFuture<List<Object>> known = new CompletableFuture<>();
    try (Running server = serve(client -> known.complete(List.of(client.peer(), client.local())));
        Connection<String> client = call(server)) {
      client.send("hello");
      List<Object> there = Wait.on(known);
      assertThat(client.peer()).isEqualTo(server.address());
      assertThat(there.getFirst().toString()).isEqualTo(client.local().toString());
      assertThat(there.getLast().toString()).isEqualTo(client.peer().toString());
    }
  }

  @Test
  void returningEndsTheConversationWell() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(diary, client -> client.send("bye " + client.receive()));
        Connection<String> client = call(server)) {
      client.send("you");
      assertThat(client.receive()).isEqualTo("bye you");
      assertThat(diary.ended()).isEqualTo(new Ended.ByHandler());
      assertThat(diary.all(ServerEvent.Failed.class)).isEmpty();
    }
  }

  @Test
  void throwingEndsTheConversationAndNotTheServer() throws Exception {
    Diary diary = new Diary();
    Exception trouble = new Exception("the handler's own");
    try (Running server =
        serve(
            diary,
            client -> {
              if ("fail".equals(client.receive())) throw trouble;
              client.send("fine");
            })) {
      try (Connection<String> client = call(server)) {
        client.send("fail");
        assertThat(diary.ended()).isEqualTo(new Ended.Failed(trouble));
      }
      assertThat(diary.await(ServerEvent.Failed.class).cause()).isSameAs(trouble);
      assertThat(server.stats().failed()).isEqualTo(1);
      try (Connection<String> client = call(server)) {
        client.send("work");
        assertThat(client.receive()).isEqualTo("fine");
      }
    }
  }

  @Test
  void anErrorThatIsNoExceptionIsContainedToo() throws Exception {
    Diary diary = new Diary();
    Error trouble = new StackOverflowError("the handler's own");
    try (Running server =
            serve(
                diary,
                client -> {
                  client.receive();
                  throw trouble;
                });
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(diary.ended()).isEqualTo(new Ended.Failed(trouble));
    }
  }

  @Test
  void aMessageOverTheLimitIsRefusedBeforeAByteLeaves() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    try (Running server =
            serve(client -> {
              client.receive();
              client.send("before");
              assertThatThrownBy(() -> client.send("x".repeat(LIMIT + 1)))
                  .isInstanceOf(IllegalArgumentException.class);
              assertThatThrownBy(() -> client.offer("x".repeat(LIMIT + 1)))
                  .isInstanceOf(IllegalArgumentException.class);
              client.send("y".repeat(LIMIT));
              refused.countDown();
            });
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(client.receive()).isEqualTo("before");
      assertThat(client.receive()).isEqualTo("y".repeat(LIMIT));
      Wait.on(refused);
    }
  }

  @Test
  void anOfferArrivesWithoutASend() throws Exception {
    try (Running server =
            serve(client -> {
              for (String message : client) client.offer(message + "!");
            });
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(client.receive()).isEqualTo("hello!");
    }
  }

  @Test
  void silenceEndsAConversationThatWaits() throws Exception {
    Diary diary = new Diary();
    CountDownLatch spoken = new CountDownLatch(1); // or a slow test would be silent
    Handler<String> handler =
        client -> {
          Wait.on(spoken);
          SHOUTING.handle(client);
        };
    try (Running server = serve(Change.deadlines(d -> d.idle(SHORT)).events(diary), handler);
        Connection<String> client = call(server)) {
      client.send("hello");
      spoken.countDown();
      assertThat(client.receive()).isEqualTo("HELLO");
      diary.await(ServerEvent.Opened.class);
      pass(SHORT);
      assertThat(diary.ended()).isEqualTo(new Ended.Idle(SHORT));
      assertThat(diary.all(ServerEvent.Failed.class)).isEmpty();
    }
  }

  @Test
  void afterSilenceAHandlerMayStillSayGoodbye() throws Exception {
    CountDownLatch spoken = new CountDownLatch(1);
    try (Running server =
            serve(
                Change.deadlines(d -> d.idle(SHORT)),
                client -> {
                  Wait.on(spoken);
                  client.receive();
                  client.send("ready");
                  try {
                    client.receive();
                  } catch (EndedException e) {
                    client.send("goodbye " + e.ended().getClass().getSimpleName());
                  }
                });
        Connection<String> client = call(server)) {
      client.send("hello");
      spoken.countDown();
      assertThat(client.receive()).isEqualTo("ready");
      pass(SHORT);
      assertThat(client.receive()).isEqualTo("goodbye Idle");
    }
  }

  @Test
  void closingFromAnotherThreadEndsAWaitingReceive() throws Exception {
    try (Running server = serve(SHOUTING);
        Connection<String> client = call(server)) {
      Future<Boolean> nothing = Wait.run(() -> client.receive() == null);
      client.close();
      client.close();
      assertThat(Wait.on(nothing)).isTrue();
      assertThatThrownBy(() -> client.send("more")).isInstanceOf(EndedException.class);
      assertThat(client.offer("more")).isFalse();
      assertThat(client.ended()).isEqualTo(new Ended.ByHandler());
    }
  }

  @Test
  void onlyOneThreadReceives() throws Exception {
    try (Running server = serve(SHOUTING);
        Connection<String> client = call(server)) {
      CountDownLatch refused = new CountDownLatch(1);
      Callable<@Nullable String> receiving =
          () -> {
            try {
              return client.receive();
            } catch (IllegalStateException _) {
              refused.countDown();
              return null;
            }
          };
      // Whichever of the two comes second.
      List<Future<@Nullable String>> both = List.of(Wait.run(receiving), Wait.run(receiving));
      Wait.on(refused);
      client.send("hello");
      assertThat(both).extracting(Wait::on).containsExactlyInAnyOrder("HELLO", null);
    }
  }

  @Test
  void aHelperEndsWithItsConversation() throws Exception {
    CountDownLatch helping = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    Diary diary = new Diary();
    try (Running server =
            serve(
                diary,
                client -> {
                  client.alongside(() -> {
                    try {
                      helping.countDown();
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      interrupted.incrementAndGet();
                    }
                  });
                  Wait.on(helping);
                });
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(diary.ended()).isEqualTo(new Ended.ByHandler());
      assertThat(interrupted).hasValue(1);
    }
  }

  @Test
  void aHelperThatThrowsEndsTheConversation() throws Exception {
    Exception trouble = new Exception("the helper's own");
    Diary diary = new Diary();
    try (Running server =
            serve(
                diary,
                client -> {
                  client.receive();
                  client.alongside(() -> {
                    throw trouble;
                  });
                  client.receive();
                });
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(diary.ended()).isEqualTo(new Ended.Failed(trouble));
      assertThat(diary.all(ServerEvent.Failed.class)).hasSize(1);
    }
  }

  @Test
  void aHelperSendsWhileTheHandlerReceives() throws Exception {
    try (Running server =
            serve(client -> {
              client.receive();
              client.alongside(() -> client.send("from the helper"));
              client.send(client.receive() + " from the handler");
            });
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(client.receive()).isEqualTo("from the helper");
      client.send("answer");
      assertThat(client.receive()).isEqualTo("answer from the handler");
    }
  }
}
