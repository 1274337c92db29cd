package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Ended;
import dev.usher.kit.Handler;
import dev.usher.kit.Refusal;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Who is let in over streams, and when.
@SuppressWarnings("try") // closing early is part of the contract
interface LimitsContract extends StreamVenue {
  @Test
  default void aFullServerLeavesClientsWaitingAndServesThemInTurn() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(Change.limits(l -> l.connections(2)).events(diary), SHOUTING);
        StreamConnection<String> one = call(server);
        StreamConnection<String> two = call(server)) {
      one.send("one");
      two.send("two");
      assertThat(one.receive()).isEqualTo("ONE");
      assertThat(two.receive()).isEqualTo("TWO");
      List<StreamConnection<String>> waiting = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        waiting.add(call(server));
        waiting.getLast().send("waiting " + i);
      }
      assertThat(server.stats().open()).isEqualTo(2);
      assertThat(diary.all(ServerEvent.Opened.class)).hasSize(2);
      one.close();
      for (int i = 0; i < 3; i++) {
        assertThat(waiting.get(i).receive()).isEqualTo("WAITING " + i);
        waiting.get(i).close();
      }
      assertThat(diary.all(ServerEvent.Refused.class)).isEmpty();
    }
  }

  @Test
  default void listenersDoNotHoardPlaces() throws Exception {
    var server =
        server().on(transport()).framing(StreamFraming.lines()).limits(l -> l.connections(1));
    try (Running running =
        server.alsoAt(anotherAddress()).alsoAt(anotherAddress()).start(SHOUTING)) {
      assertThat(running.addresses()).hasSize(3).doesNotHaveDuplicates();
      for (int round = 0; round < 2; round++) {
        for (var address : running.addresses()) {
          try (StreamConnection<String> client = call(address)) {
            client.send("hello");
            assertThat(client.receive()).isEqualTo("HELLO");
          }
        }
      }
    }
  }

  /// Where else the same server can listen.
  java.net.SocketAddress anotherAddress();

  @Test
  default void whoeverIsNotAdmittedIsSentAway() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(Change.admit(_ -> false).events(diary), SHOUTING);
        StreamConnection<String> client = call(server)) {
      assertThat(endOf(client)).isInstanceOfAny(Ended.ByPeer.class, Ended.Lost.class);
      assertThat(diary.await(ServerEvent.Refused.class).why()).isEqualTo(Refusal.NOT_ADMITTED);
      assertThat(server.stats().refused()).isEqualTo(1);
      assertThat(server.stats().opened()).isZero();
    }
  }

  @Test
  default void aPredicateThatFailsCostsNobodyElse() throws Exception {
    Diary diary = new Diary();
    boolean[] fails = {true};
    Change change =
        Change.admit(_ -> {
          if (fails[0]) throw new IllegalStateException("the predicate's own");
          return true;
        });
    try (Running server = serve(change.events(diary), SHOUTING)) {
      try (StreamConnection<String> client = call(server)) {
        assertThat(endOf(client)).isInstanceOfAny(Ended.ByPeer.class, Ended.Lost.class);
      }
      fails[0] = false;
      try (StreamConnection<String> client = call(server)) {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("HELLO");
      }
    }
  }

  @Test
  default void aSuspendedServerLetsNobodyInUntilItResumes() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(diary, SHOUTING);
        StreamConnection<String> early = call(server)) {
      early.send("early");
      assertThat(early.receive()).isEqualTo("EARLY");
      server.suspend();
      try (StreamConnection<String> late = call(server)) {
        late.send("late");
        Future<String> answer = Wait.run(late::receive);
        early.send("still served");
        assertThat(early.receive()).isEqualTo("STILL SERVED");
        assertThat(answer.isDone()).isFalse();
        assertThat(diary.all(ServerEvent.Opened.class)).hasSize(1);
        server.resume();
        assertThat(Wait.on(answer)).isEqualTo("LATE");
      }
    }
  }

  @Test
  default void aServerStopsWhileItIsFullOrSuspended() throws Exception {
    Handler<String> holding = client -> client.receive();
    try (Running server = serve(Change.limits(l -> l.connections(1)), holding);
        StreamConnection<String> one = call(server);
        StreamConnection<String> two = call(server)) {
      Wait.until(() -> server.stats().open() == 1);
      server.suspend();
      server.close();
      server.join();
      assertThat(endOf(one)).isInstanceOfAny(Ended.ByPeer.class, Ended.Lost.class);
      assertThat(endOf(two)).isInstanceOfAny(Ended.ByPeer.class, Ended.Lost.class);
    }
  }

  /// Why a client that only listens is over.
  private static Ended endOf(StreamConnection<String> client) {
    try {
      assertThat(client.receive()).isNull();
      return client.ended();
    } catch (dev.usher.kit.EndedException e) {
      return e.ended();
    }
  }
}
