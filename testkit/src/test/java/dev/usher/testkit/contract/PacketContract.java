package dev.usher.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Answering;
import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.Drop;
import dev.usher.kit.Ended;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.PacketServer;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What only conversations in datagrams keep.
abstract class PacketContract extends ConnectionContract {
  Transport transport() {
    return Transport.nio();
  }

  /// A server at an address of its own.
  PacketServer<byte[]> at() {
    return Server.udp(0);
  }

  private PacketServer<byte[]> server() {
    return at().on(transport());
  }

  @Override
  public Running serve(Change change, Handler<String> handler) throws IOException {
    return change.of(server().framing(PacketFraming.text(LIMIT))).start(handler);
  }

  @Override
  public Connection<String> call(SocketAddress server) throws IOException {
    return call(server, PacketFraming.text(LIMIT));
  }

  private <M> Connection<M> call(SocketAddress server, PacketFraming<M> framing)
      throws IOException {
    return Client.udp(server)
        .on(transport())
        .framing(framing)
        .deadlines(d -> d.idle(Deadlines.NEVER))
        .connect();
  }

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
  void aFullInboxDropsTheNewestAndCountsThem() throws Exception {
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
  void tooLongADatagramIsCountedAndNeverCut() throws Exception {
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
  void whatIsNoTextIsDroppedAndCounted() throws Exception {
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
  void whoIsNotAdmittedIsDropped() throws Exception {
    Diary diary = new Diary();
    try (Running server = serve(Change.admit(_ -> false).events(diary), SHOUTING);
        Connection<String> client = call(server)) {
      client.send("hello");
      assertThat(diary.await(ServerEvent.Dropped.class).why()).isEqualTo(Drop.NOT_ADMITTED);
      assertThat(server.stats().opened()).isZero();
    }
  }

  @Test
  void whoSendsTooMuchIsDroppedInAConversationToo() throws Exception {
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

  @Test
  void whoSendsTooMuchIsNotAnswered() throws Exception {
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
  void anAnswerIsOnePacketAtMost() throws Exception {
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
  void anAnsweringServerAlsoSpeaksFirstAndLongAfterwards() throws Exception {
    BlockingQueue<SocketAddress> heard = new LinkedBlockingQueue<>();
    Answering server =
        server().framing(PacketFraming.bytes(LIMIT)).answer(packet -> heard.add(packet.peer()));
    try (server;
        Connection<String> client = call(server)) {
      client.send("are you there?");
      SocketAddress peer = heard.poll(10, TimeUnit.SECONDS);
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

  @Test
  void aSuspendedServerHearsNobody() throws Exception {
    List<String> heard = new ArrayList<>();
    Handler<String> noting =
        client -> {
          for (String message : client) {
            synchronized (heard) {
              heard.add(message);
            }
            client.send(message);
          }
        };
    try (Running server = serve(noting);
        Connection<String> client = call(server)) {
      client.send("before");
      assertThat(client.receive()).isEqualTo("before");
      server.suspend();
      client.send("one"); // which the thread that waits already may still take
      client.send("other");
      synchronized (heard) {
        assertThat(heard).doesNotContain("other");
      }
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
      assertThat(server.drain(Duration.ofSeconds(5)).finished()).isEqualTo(1);
    }
  }
}
