package dev.usher.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Answering;
import dev.usher.kit.Connection;
import dev.usher.kit.Drop;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a server keeps that answers each datagram for itself.
interface AnsweringContract extends PacketVenue {
  @Test
  default void whoSendsTooMuchIsNotAnswered() throws Exception {
    Diary diary = new Diary();
    AtomicInteger asked = new AtomicInteger();
    try (Running server =
            server()
                .throttle(_ -> asked.getAndIncrement() != 0)
                .events(diary)
                .answer(packet -> packet.reply(packet.content()));
        Connection<String> client = call(server)) {
      client.send("one");
      assertThat(diary.await(ServerEvent.Dropped.class).why()).isEqualTo(Drop.OVER_RATE);
      client.send("two");
      assertThat(client.receive()).isEqualTo("two");
    }
  }

  @Test
  default void anAnswerIsOnePacketAtMost() throws Exception {
    Diary diary = new Diary();
    AtomicInteger second = new AtomicInteger();
    try (Running server =
            server()
                .events(diary)
                .framing(PacketFraming.bytes(LIMIT))
                .answer(packet -> {
                  String word = new String(packet.bytes());
                  if (word.equals("silence")) return;
                  if (word.equals("fail")) throw new IOException("as asked");
                  assertThatThrownBy(() -> packet.reply(new byte[LIMIT + 1]))
                      .isInstanceOf(IllegalArgumentException.class);
                  packet.reply(packet.content());
                  assertThatThrownBy(() -> packet.reply(new byte[1]))
                      .isInstanceOf(IllegalStateException.class);
                  second.incrementAndGet();
                });
        Connection<String> client = call(server)) {
      client.send("silence");
      client.send("fail");
      client.send("hello");
      assertThat(client.receive()).isEqualTo("hello");
      client.send("");
      assertThat(client.receive()).isEmpty();
      Wait.until(() -> second.get() == 2);
      assertThat(diary.all(ServerEvent.Failed.class)).hasSize(1);
      assertThat(server.stats().failed()).isEqualTo(1);
    }
  }

  @Test
  default void anAnsweringServerAlsoSpeaksFirstAndLongAfterwards() throws Exception {
    BlockingQueue<SocketAddress> heard = new LinkedBlockingQueue<>();
    Answering server =
        server().framing(PacketFraming.bytes(LIMIT)).answer(packet -> heard.add(packet.peer()));
    try (server;
        Connection<String> client = call(server)) {
      client.send("are you there?");
      SocketAddress peer = heard.poll(Wait.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      for (String answer : List.of("yes", "", "still")) {
        server.send(answer.getBytes(UTF_8), peer); // after the handler has returned
        assertThat(client.receive()).isEqualTo(answer);
      }
      assertThatThrownBy(() -> server.send(new byte[LIMIT + 1], peer))
          .isInstanceOf(IllegalArgumentException.class);
      server.close();
      assertThatThrownBy(() -> server.send(new byte[1], peer)).isInstanceOf(IOException.class);
    }
  }
}
