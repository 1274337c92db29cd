package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Connection;
import dev.usher.kit.Drop;
import dev.usher.kit.Ended;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What only conversations in datagrams keep.
abstract class PacketContract extends ConnectionContract
    implements DroppingContract, AnsweringContract {
  @Test
  void eachPeerIsAConversationOfItsOwn() throws Exception {
    Handler<String> counting =
        client -> {
          int count = 0;
          for (String message : client) client.send(message + " " + ++count);
        };
    try (Running server = serve(counting);
        Connection<String> one = call(server);
        Connection<String> other = call(server)) {
      for (int i = 1; i <= 3; i++) {
        one.send("one");
        assertThat(one.receive()).isEqualTo("one " + i);
        other.send("other");
        assertThat(other.receive()).isEqualTo("other " + i);
      }
      assertThat(server.stats().open()).isEqualTo(2);
    }
  }

  @Test
  void theEmptyDatagramIsAMessageBothWays() throws Exception {
    try (Running server = serve(client -> client.send(client.receive()));
        Connection<String> client = call(server)) {
      client.send("");
      assertThat(client.receive()).isEmpty();
    }
  }

  @Test
  void aForgottenPeerBeginsAnew() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(Change.deadlines(d -> d.idle(SHORT)).events(diary), SHOUTING);
        Connection<String> client = call(server)) {
      client.send("first");
      assertThat(client.receive()).isEqualTo("FIRST");
      pass(SHORT);
      diary.await(ServerEvent.Closed.class);
      client.send("second");
      assertThat(client.receive()).isEqualTo("SECOND");
      assertThat(diary.await(ServerEvent.Opened.class, 2)).hasSize(2);
    }
  }

  @Test
  void aNewcomerTakesThePlaceOfThePeerThatWasSilentLongest() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(Change.limits(l -> l.peers(2)).events(diary), SHOUTING);
        Connection<String> one = call(server);
        Connection<String> two = call(server);
        Connection<String> three = call(server)) {
      for (Connection<String> client : List.of(one, two, one, three)) {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("HELLO");
      }
      ServerEvent.Closed closed = diary.await(ServerEvent.Closed.class);
      assertThat(closed.why()).isEqualTo(new Ended.Evicted());
      assertThat(closed.client().peer()).isEqualTo(two.local());
      one.send("still here");
      assertThat(one.receive()).isEqualTo("STILL HERE");
    }
  }

  @Test
  void nobodyNewIsHeardInADrainAndRepliesStillLeave() throws Exception {
    Diary diary = new Diary();
    CountDownLatch working = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          client.receive();
          working.countDown();
          Wait.until(client::draining);
          diary.await(ServerEvent.Dropped.class);
          client.send("last words");
        };
    try (Running server = serve(diary, handler);
        Connection<String> client = call(server);
        Connection<String> newcomer = call(server)) {
      client.send("hello");
      Wait.on(working);
      var draining = Wait.run(() -> server.drain(RunningContract.PLENTY));
      diary.await(ServerEvent.Stopped.class);
      newcomer.send("too late");
      assertThat(client.receive()).isEqualTo("last words");
      assertThat(Wait.on(draining).clean()).isTrue();
      assertThat(diary.all(ServerEvent.Dropped.class).getFirst().why()).isEqualTo(Drop.DRAINING);
    }
  }

  @Test
  void anInterruptedSenderDoesNotCloseTheSharedSocket() throws Exception {
    try (Running server =
            serve(client -> {
              String message = client.receive();
              if ("interrupt".equals(message)) Thread.currentThread().interrupt();
              client.send(message + " answered");
            });
        Connection<String> victim = call(server);
        Connection<String> other = call(server)) {
      victim.send("interrupt");
      assertThat(victim.receive()).isEqualTo("interrupt answered");
      other.send("hello");
      assertThat(other.receive()).isEqualTo("hello answered");
    }
  }

  @Test
  void aSuspendedServerHearsNobody() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    Handler<String> noting =
        client -> {
          for (String message : client) {
            heard.add(message);
            client.send(message);
          }
        };
    CompletableFuture<Running> running = new CompletableFuture<>();
    Change change =
        Change.admit(_ -> {
          running.join().suspend(); // on the thread that receives, which then does not wait already
          return true;
        });
    try (Running server = serve(change, noting);
        Connection<String> client = call(server)) {
      running.complete(server);
      client.send("before");
      assertThat(client.receive()).isEqualTo("before");
      client.send("one");
      client.send("other");
      assertThat(heard).containsExactly("before");
      server.resume();
      assertThat(client.receive()).isEqualTo("one");
      assertThat(client.receive()).isEqualTo("other");
    }
  }

  @Test
  void datagramsOfALongConversationAreAllAnswered() throws Exception {
    try (Running server = serve(SHOUTING);
        Connection<String> client = call(server)) {
      for (int i = 0; i < 500; i++) {
        client.send("message " + i);
        assertThat(client.receive()).isEqualTo("MESSAGE " + i);
      }
      assertThat(server.drain(Wait.LONGEST).finished()).isEqualTo(1);
    }
  }
}
