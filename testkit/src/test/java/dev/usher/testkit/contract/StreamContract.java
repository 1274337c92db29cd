package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.DrainReport;
import dev.usher.kit.Ended;
import dev.usher.kit.Ended.Activity;
import dev.usher.kit.EndedException;
import dev.usher.kit.FramingException;
import dev.usher.kit.Handler;
import dev.usher.kit.Pace;
import dev.usher.kit.RawStream;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What only conversations over streams keep: messages in bytes that are cut anywhere.
interface StreamContract extends StreamVenue {
  @Test
  default void theLoopEndsCleanlyWhenThePeerEndsAtABoundary() throws Exception {
    Diary diary = new Diary();
    AtomicInteger messages = new AtomicInteger();
    Handler<String> counting =
        client -> {
          for (String _ : client) messages.incrementAndGet();
          client.send("counted " + messages);
        };
    try (Running server = serve(diary, counting);
        StreamConnection<String> client = call(server)) {
      client.send("one");
      client.send("two");
      client.endSending();
      assertThat(client.receive()).isEqualTo("counted 2");
      assertThat(client.receive()).isNull();
      assertThat(client.ended()).isEqualTo(new Ended.ByPeer());
      assertThat(diary.ended()).isEqualTo(new Ended.ByPeer());
    }
  }

  @Test
  default void aStreamThatEndsInsideAMessageThrows() throws Exception {
    Diary diary = new Diary();
    CompletableFuture<Ended> thrown = new CompletableFuture<>();
    Handler<String> handler =
        client -> {
          try {
            for (String message : client) assertThat(message).isEqualTo("whole");
          } catch (EndedException e) {
            thrown.complete(e.ended());
            throw e;
          }
        };
    try (Running server = serve(diary, handler);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("whole\npart"));
      client.endSending();
      assertThat(Wait.on(thrown)).isEqualTo(new Ended.Truncated(4));
      assertThat(diary.ended()).isEqualTo(new Ended.Truncated(4));
      assertThat(diary.all(ServerEvent.Failed.class)).isEmpty();
    }
  }

  @Test
  default void aMessageMayComeByteByByte() throws Exception {
    try (Running server = serve(SHOUTING);
        StreamConnection<byte[]> client = callBare(server)) {
      for (byte b : StreamVenue.bytes("grüße\r\nund\n")) client.send(new byte[] {b});
      client.endSending();
      assertThat(StreamVenue.rest(client)).isEqualTo("GRÜSSE\nUND\n");
    }
  }

  @Test
  default void aMessageOverTheLimitEndsTheConversationAndTheHandlerMaySayWhy() throws Exception {
    Diary diary = new Diary();
    Handler<String> handler =
        client -> {
          try {
            client.receive();
          } catch (EndedException e) {
            client.send("too long");
            throw e;
          }
        };
    try (Running server = serve(diary, handler);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("x".repeat(LIMIT + 1)));
      assertThat(StreamVenue.rest(client)).isEqualTo("too long\n");
      assertThat(diary.ended()).isInstanceOf(Ended.Malformed.class);
      Ended.Malformed why = (Ended.Malformed) diary.ended();
      assertThat(why.cause()).isInstanceOf(FramingException.TooLong.class);
    }
  }

  @Test
  default void aHalfCloseIsNoDeparture() throws Exception {
    CountDownLatch halfClosed = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          String message = client.receive();
          assertThat(client.receive()).isNull();
          Wait.on(halfClosed);
          client.send(message + " answered late");
        };
    try (Running server = serve(handler);
        StreamConnection<String> client = call(server)) {
      client.send("question");
      client.endSending();
      halfClosed.countDown();
      assertThat(client.receive()).isEqualTo("question answered late");
      assertThat(client.receive()).isNull();
      assertThatThrownBy(() -> client.send("more")).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  default void aServerCanEndItsSideFirst() throws Exception {
    StreamHandler<String> handler =
        client -> {
          client.send("all I have");
          client.endSending();
          assertThat(client.receive()).isEqualTo("still here");
        };
    Diary diary = new Diary();
    try (Running server = serve(Change.NONE.events(diary), handler);
        StreamConnection<String> client = call(server)) {
      assertThat(client.receive()).isEqualTo("all I have");
      assertThat(client.receive()).isNull();
      client.send("still here");
      assertThat(diary.ended()).isEqualTo(new Ended.ByHandler());
    }
  }

  @Test
  default void leavingTheFramingHandsOverWhatWasReadAndFencesSenders() throws Exception {
    CompletableFuture<String> fenced = new CompletableFuture<>();
    StreamHandler<String> handler =
        client -> {
          assertThat(client.receive()).isEqualTo("upgrade");
          client.send("going");
          RawStream raw = client.leaveFraming();
          assertThatThrownBy(() -> client.send("x")).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> client.offer("x")).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(client::receive).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(client::leaveFraming).isInstanceOf(IllegalStateException.class);
          fenced.complete("fenced");
          raw.input().transferTo(raw.output());
        };
    try (Running server = serve(Change.NONE, handler);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("upgrade\nread "));
      client.send(StreamVenue.bytes("already, and not\nyet"));
      client.endSending();
      assertThat(StreamVenue.rest(client)).isEqualTo("going\nread already, and not\nyet");
      assertThat(Wait.on(fenced)).isEqualTo("fenced");
    }
  }

  @Test
  default void aPeerThatDripsIsEndedByThePace() throws Exception {
    Diary diary = new Diary();
    Change change =
        Change.deadlines(d -> d.pace(new Pace(SHORT, 1_000_000)).idle(RunningContract.PLENTY));
    try (Running server = serve(change.events(diary), SHOUTING);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("first\nsec"));
      assertThat(StreamVenue.take(client, 6)).isEqualTo("FIRST\n");
      pass(SHORT.plusMillis(1));
      assertThat(diary.ended()).isEqualTo(new Ended.TooSlow(Activity.RECEIVING));
    }
  }

  @Test
  default void aDrainDoesNotWaitForAQuietClientToClose() throws Exception {
    Change change = Change.deadlines(d -> d.linger(Wait.LONGEST.multipliedBy(6)));
    try (Running server = serve(change, SHOUTING);
        StreamConnection<String> client = call(server)) {
      client.send("hello");
      client.receive();
      var draining = Wait.run(() -> server.drain(Wait.LONGEST));
      assertThat(Wait.on(draining).clean()).isTrue();
      assertThat(client.receive()).isNull();
    }
  }

  @Test
  default void aMessageThatHasBegunMayCompleteInADrain() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(diary, SHOUTING);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("first\nsec"));
      assertThat(StreamVenue.take(client, 6)).isEqualTo("FIRST\n");
      var draining = Wait.run(() -> server.drain(RunningContract.PLENTY));
      diary.await(ServerEvent.Stopped.class);
      client.send(StreamVenue.bytes("ond\n"));
      assertThat(StreamVenue.rest(client)).isEqualTo("SECOND\n");
      assertThat(Wait.on(draining).clean()).isTrue();
      assertThat(diary.ended()).isEqualTo(new Ended.Drained());
    }
  }

  @Test
  default void whatHasArrivedWholeIsAnsweredInADrain() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch drained = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          for (String message : client) {
            working.countDown();
            Wait.on(drained);
            client.send(message);
          }
        };
    Diary diary = new Diary();
    try (Running server = serve(diary, handler);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("one\ntwo\nthree\n"));
      Wait.on(working);
      var draining = Wait.run(() -> server.drain(RunningContract.PLENTY));
      diary.await(ServerEvent.Stopped.class);
      Wait.until(() -> diary.all(ServerEvent.Opened.class).getFirst().client().draining());
      drained.countDown();
      assertThat(StreamVenue.rest(client)).isEqualTo("one\ntwo\nthree\n");
      assertThat(Wait.on(draining).finished()).isEqualTo(1);
    }
  }

  @Test
  default void aMessageThatDoesNotCompleteInTimeIsCut() throws Exception {
    Diary diary = new Diary();
    CompletableFuture<Thread> receiver = new CompletableFuture<>();
    Handler<String> handler =
        client -> {
          receiver.complete(Thread.currentThread());
          SHOUTING.handle(client);
        };
    try (Running server = serve(diary, handler);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("first\nsec"));
      assertThat(StreamVenue.take(client, 6)).isEqualTo("FIRST\n");
      Wait.until(() -> receiver.join().getState() == Thread.State.WAITING); // for the rest
      Future<DrainReport> draining = Wait.run(() -> server.drain(SHORT));
      passUntil(draining, SHORT);
      assertThat(Wait.on(draining).cut()).containsEntry(Activity.RECEIVING, 1);
      assertThat(diary.ended()).isEqualTo(new Ended.Cut(Activity.RECEIVING));
    }
  }
}
