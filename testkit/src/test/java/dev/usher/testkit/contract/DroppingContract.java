package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Connection;
import dev.usher.kit.Drop;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Which datagrams never become a message, and that each is counted.
interface DroppingContract extends PacketVenue {
  @Test
  default void aFullInboxDropsTheNewestAndCountsThem() throws Exception {
    CountDownLatch full = new CountDownLatch(1);
    Diary diary = new Diary();
    Handler<String> slow =
        client -> {
          client.send(client.receive());
          Wait.on(full);
          for (String message : client) client.send(message);
        };
    try (Running server = serve(Change.limits(l -> l.inbox(3)).events(diary), slow);
        Connection<String> client = call(server)) {
      client.send("first");
      assertThat(client.receive()).isEqualTo("first");
      for (int i = 0; i < 5; i++) client.send("packet " + i);
      assertThat(diary.await(ServerEvent.Dropped.class, 2))
          .extracting(ServerEvent.Dropped::why)
          .containsOnly(Drop.INBOX_FULL);
      full.countDown();
      for (int i = 0; i < 3; i++) assertThat(client.receive()).isEqualTo("packet " + i);
      assertThat(server.stats().dropped()).isEqualTo(2);
    }
  }

  @Test
  default void tooLongADatagramIsCountedAndNeverCut() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(diary, SHOUTING);
        Connection<byte[]> client = call(server.address(), PacketFraming.bytes())) {
      client.send(new byte[LIMIT + 1]);
      client.send(new byte[PacketFraming.LARGEST]);
      client.send("y".repeat(LIMIT).getBytes());
      assertThat(client.receive()).isEqualTo("Y".repeat(LIMIT).getBytes());
      assertThat(diary.all(ServerEvent.Dropped.class))
          .extracting(ServerEvent.Dropped::why)
          .containsExactly(Drop.TOO_LONG, Drop.TOO_LONG);
    }
  }

  @Test
  default void whatIsNoTextIsDroppedAndCounted() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(diary, SHOUTING);
        Connection<byte[]> client = call(server.address(), PacketFraming.bytes())) {
      client.send(new byte[] {-1, -2});
      client.send("fine".getBytes());
      assertThat(client.receive()).isEqualTo("FINE".getBytes());
      assertThat(diary.await(ServerEvent.Dropped.class).why()).isEqualTo(Drop.MALFORMED);
    }
  }

  @Test
  default void whoIsNotAdmittedIsDropped() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(Change.admit(_ -> false).events(diary), SHOUTING);
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(diary.await(ServerEvent.Dropped.class).why()).isEqualTo(Drop.NOT_ADMITTED);
      assertThat(server.stats().opened()).isZero();
    }
  }

  @Test
  default void whoSendsTooMuchIsDroppedInAConversationToo() throws Exception {
    Diary diary = new Diary();
    AtomicInteger asked = new AtomicInteger();
    try (Running server =
            server()
                .framing(PacketFraming.text(LIMIT))
                .throttle(_ -> asked.getAndIncrement() != 1)
                .events(diary)
                .start(SHOUTING);
        Connection<String> client = call(server)) {
      client.send("one");
      assertThat(client.receive()).isEqualTo("ONE");
      client.send("two");
      assertThat(diary.await(ServerEvent.Dropped.class).why()).isEqualTo(Drop.OVER_RATE);
      client.send("three");
      assertThat(client.receive()).isEqualTo("THREE");
      assertThat(server.stats().dropped()).isEqualTo(1);
    }
  }
}
