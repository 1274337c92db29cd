package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Ended;
import dev.usher.kit.Ended.Activity;
import dev.usher.kit.EndedException;
import dev.usher.kit.Pace;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Bodies past the framing: here a line says how long the body behind it is.
interface BodyContract extends StreamVenue {
  /// Sends every body back behind a head of its own, in pieces of at most 100,000 bytes.
  StreamHandler<String> MIRROR =
      client -> {
        ByteBuffer piece = ByteBuffer.allocateDirect(100_000);
        for (String head : client) {
          for (int left = Integer.parseInt(head); left > 0; left -= piece.limit()) {
            client.receiveBody(piece.clear().limit(Math.min(left, piece.capacity())));
            client.send(String.valueOf(piece.limit()), piece.flip());
          }
          client.send("whole");
        }
      };

  @Test
  default void aBodyOfAnySizeComesBetweenTwoMessages() throws Exception {
    try (Running server = serve(Change.NONE, MIRROR);
        StreamConnection<String> client = call(server)) {
      for (int size : new int[] {0, 1, 100, 16 * 1024, 16 * 1024 + 1, 300_000, 1}) {
        byte[] sent = new byte[size];
        new Random(size).nextBytes(sent);
        client.alongside(() -> client.send(String.valueOf(size), ByteBuffer.wrap(sent)));
        ByteBuffer back = ByteBuffer.allocate(size);
        for (String head; !"whole".equals(head = client.receive()); ) {
          assertThat(head).isNotNull();
          client.receiveBody(back.limit(back.position() + Integer.parseInt(head)));
        }
        assertThat(back.array()).isEqualTo(sent);
      }
    }
  }

  @Test
  default void aBodyMayComeByteByByte() throws Exception {
    try (Running server = serve(Change.NONE, MIRROR);
        StreamConnection<byte[]> client = callBare(server)) {
      for (byte b : StreamVenue.bytes("5\nab\nde3\nxyz")) client.send(new byte[] {b});
      client.endSending();
      assertThat(StreamVenue.rest(client)).isEqualTo("5\nab\ndewhole\n3\nxyzwhole\n");
    }
  }

  @Test
  default void nobodysMessageComesBetweenAHeadAndItsBody() throws Exception {
    StreamHandler<String> handler =
        client -> {
          for (int i = 0; i < 3; i++) client.alongside(() -> chatter(client));
          ByteBuffer body = ByteBuffer.wrap("b".repeat(20_000).getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 200; i++) client.send("20000", body.rewind());
          client.send("end");
        };
    try (Running server = serve(Change.NONE, handler);
        StreamConnection<String> client = call(server)) {
      int bodies = 0;
      for (String head; !"end".equals(head = client.receive()); ) {
        if (!"20000".equals(head)) {
          assertThat(head).isEqualTo("chatter");
          continue;
        }
        ByteBuffer body = ByteBuffer.allocate(20_000);
        client.receiveBody(body);
        assertThat(new String(body.array(), StandardCharsets.UTF_8)).matches("b{20000}");
        bodies++;
      }
      assertThat(bodies).isEqualTo(200);
    }
  }

  private static void chatter(StreamConnection<String> client) {
    for (int i = 0; i < 300; i++) {
      if (i % 2 == 0) client.send("chatter");
      else client.offer("chatter");
    }
  }

  @Test
  default void aBodyThatEndsEarlyThrows() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(Change.NONE.events(diary), MIRROR);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("10\nfour"));
      client.endSending();
      assertThat(diary.ended()).isEqualTo(new Ended.Truncated(4));
    }
  }

  @Test
  default void aBodyThatDripsIsEndedByThePace() throws Exception {
    Diary diary = new Diary();
    Change change =
        Change.deadlines(d -> d.pace(new Pace(SHORT, 1_000_000)).idle(RunningContract.PLENTY));
    try (Running server = serve(change.events(diary), MIRROR);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("3\nabc10\n"));
      assertThat(StreamVenue.take(client, 11)).isEqualTo("3\nabcwhole\n");
      pass(SHORT.plusMillis(1));
      assertThat(diary.ended()).isEqualTo(new Ended.TooSlow(Activity.RECEIVING));
    }
  }

  @Test
  default void aBodyThatHasBegunMayCompleteInADrain() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(Change.NONE.events(diary), MIRROR);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("3\nabc4\n"));
      assertThat(StreamVenue.take(client, 11)).isEqualTo("3\nabcwhole\n");
      var draining = Wait.run(() -> server.drain(RunningContract.PLENTY));
      diary.await(ServerEvent.Stopped.class);
      client.send(StreamVenue.bytes("wxyz"));
      assertThat(StreamVenue.rest(client)).isEqualTo("4\nwxyzwhole\n");
      assertThat(Wait.on(draining).clean()).isTrue();
      assertThat(diary.ended()).isEqualTo(new Ended.Drained());
    }
  }

  @Test
  default void aRefusedHeadTakesItsBodyWithIt() throws Exception {
    CompletableFuture<String> refused = new CompletableFuture<>();
    StreamHandler<String> handler =
        client -> {
          ByteBuffer body = ByteBuffer.allocate(50_000);
          assertThatThrownBy(() -> client.send("two\nlines", body))
              .isInstanceOf(IllegalArgumentException.class);
          client.send("goes on");
          refused.complete("refused");
        };
    try (Running server = serve(Change.NONE, handler);
        StreamConnection<byte[]> client = callBare(server)) {
      assertThat(StreamVenue.rest(client)).isEqualTo("goes on\n");
      assertThat(Wait.on(refused)).isEqualTo("refused");
    }
  }

  @Test
  default void thereIsNoBodyOnceTheConversationIsOver() throws Exception {
    try (Running server = serve(Change.NONE, MIRROR)) {
      StreamConnection<String> client = call(server);
      client.close();
      assertThatThrownBy(() -> client.receiveBody(ByteBuffer.allocate(1)))
          .isInstanceOf(EndedException.class);
      assertThatThrownBy(() -> client.send("1", ByteBuffer.allocate(1)))
          .isInstanceOf(EndedException.class);
    }
  }
}
