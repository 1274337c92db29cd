package dev.usher.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Answering;
import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Drop;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.PacketClient;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.PacketServer;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What Unix datagram sockets have and UDP has not: a receiver that can be full or gone.
@EnabledOnOs(OS.LINUX)
@ExtendWith(Leakless.class)
class UnixDatagramTest {
  @TempDir Path folder;

  private PacketServer<String> server() {
    return Server.unixDatagram(folder.resolve("socket"))
        .on(Transport.linux())
        .framing(PacketFraming.text());
  }

  private PacketClient<String> client() {
    return Client.unixDatagram(folder.resolve("socket")).framing(PacketFraming.text());
  }

  private static String answer(Connection<String> client, String question) {
    client.send(question);
    return String.valueOf(client.receive());
  }

  @Test
  void aClientHasANameOfItsOwn() throws Exception {
    try (Running _ = server().answer(packet -> packet.reply(text(packet.peer())));
        Connection<String> one = client().connect();
        Connection<String> other = client().connect()) {
      assertThat(answer(one, "who am I?"))
          .startsWith("@")
          .isEqualTo(one.local().toString())
          .isNotEqualTo(answer(other, "who am I?"));
      assertThat(one.local()).isNotEqualTo(other.local());
    }
  }

  private static byte[] text(SocketAddress peer) {
    return peer.toString().getBytes(UTF_8);
  }

  @Test
  void aClientWaitsForAServerThatIsBusy() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AtomicInteger heard = new AtomicInteger();
    int sent = 100;
    try (Running _ =
            server()
                .answer(_ -> {
                  hold(begun, free);
                  heard.incrementAndGet();
                });
        Connection<String> client = client().connect()) {
      client.send("begin");
      Wait.on(begun);
      int offered = 0;
      while (client.offer("offered")) assertThat(++offered).isLessThan(100_000);
      assertThat(offered).isPositive();
      Future<Boolean> sending =
          Wait.run(() -> {
            for (int i = 0; i < sent; i++) client.send("sent");
            return true;
          });
      Wait.until(UnixDatagramTest::somebodyWaitsForRoom);
      free.countDown();
      assertThat(Wait.on(sending)).isTrue();
      int all = 1 + offered + sent;
      Wait.until(() -> heard.get() == all);
    }
  }

  @Test
  void aClientWaitsUntilItsWriteDeadline() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    try (Running _ = server().answer(_ -> Wait.on(free));
        Connection<String> client = client().deadlines(d -> d.write(Venue.SHORT)).connect()) {
      assertThatThrownBy(
              () -> {
                while (true) client.send("more");
              })
          .isInstanceOfSatisfying(
              EndedException.class,
              e -> assertThat(e.ended()).isEqualTo(new Ended.TooSlow(Ended.Activity.SENDING)));
      free.countDown();
    }
  }

  @Test
  @SuppressWarnings("try") // closing early is what is tested
  void closingEndsAClientsWaiting() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    try (Running _ = server().answer(_ -> hold(begun, free));
        Connection<String> client = client().connect()) {
      client.send("begin");
      Wait.on(begun);
      while (client.offer("more")) {}
      Future<Throwable> sending = Wait.run(() -> failure(() -> client.send("too many")));
      Wait.until(UnixDatagramTest::somebodyWaitsForRoom);
      client.close();
      assertThat(Wait.on(sending)).isInstanceOf(EndedException.class);
      free.countDown();
    }
  }

  @Test
  void theInterruptOfOneSenderIsNotTheEndForOthers() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    try (Running _ =
            server()
                .answer(packet -> {
                  hold(begun, free);
                  if (packet.content().remaining() == 1) packet.reply(packet.bytes());
                });
        Connection<String> client = client().connect()) {
      client.send("begin");
      Wait.on(begun);
      while (client.offer("more")) {}
      CompletableFuture<Throwable> told = new CompletableFuture<>();
      Thread sender =
          Thread.startVirtualThread(() -> told.complete(failure(() -> client.send("too many"))));
      Wait.until(UnixDatagramTest::somebodyWaitsForRoom);
      sender.interrupt();
      assertThat(Wait.on(told)).isInstanceOf(EndedException.class);
      free.countDown();
      assertThat(answer(client, "?")).isEqualTo("?");
    }
  }

  @Test
  void manyWhoWaitForRoomTakeOneThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AtomicInteger heard = new AtomicInteger();
    int many = 30;
    try (Running _ =
            server()
                .answer(packet -> {
                  hold(begun, free);
                  if (packet.content().remaining() == 1) heard.incrementAndGet();
                });
        Connection<String> client = client().connect()) {
      client.send("begin");
      Wait.on(begun);
      while (client.offer("more")) {}
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        senders.add(Thread.startVirtualThread(() -> client.send("?")));
      }
      Wait.until(
          () -> somebodyWaitsForRoom() && senders.stream().allMatch(UnixDatagramTest::waits));
      assertThat(threadsThatWaitForRoom()).isEqualTo(1);
      free.countDown();
      Wait.until(() -> heard.get() == many);
    }
  }

  private static boolean waits(Thread sender) {
    return sender.getState() == Thread.State.TIMED_WAITING
        || sender.getState() == Thread.State.WAITING;
  }

  private static void hold(CountDownLatch begun, CountDownLatch free) throws InterruptedException {
    begun.countDown();
    Wait.on(free);
  }

  private static boolean somebodyWaitsForRoom() {
    return threadsThatWaitForRoom() > 0;
  }

  private static long threadsThatWaitForRoom() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("usher waits for room"))
        .count();
  }

  private static Throwable failure(Runnable task) {
    try {
      task.run();
      return new AssertionError("it did not fail");
    } catch (EndedException e) {
      return e;
    }
  }

  @Test
  void whoIsGoneIsNoFailureOfTheServer() throws Exception {
    Diary diary = new Diary();
    CountDownLatch gone = new CountDownLatch(1);
    try (Running server =
        server()
            .events(diary)
            .answer(packet -> {
              Wait.on(gone);
              packet.reply(packet.content());
            })) {
      try (Connection<String> client = client().connect()) {
        client.send("and away");
      }
      gone.countDown();
      assertThat(diary.await(ServerEvent.Dropped.class).why()).isEqualTo(Drop.UNDELIVERED);
      assertThat(server.stats().failed()).isZero();
    }
  }

  @Test
  void whoHearsOnlyAnotherServerIsAsGoodAsGone() throws Exception {
    try (Answering stranger =
            Server.unixDatagram(folder.resolve("stranger")).on(Transport.linux()).answer(_ -> {});
        Running _ = server().answer(_ -> {});
        Connection<String> client = client().connect()) {
      assertThatThrownBy(() -> stranger.send(new byte[1], client.local()))
          .isInstanceOf(PortUnreachableException.class);
    }
  }

  @Test
  void aConversationWithWhoIsGoneIsLost() throws Exception {
    Diary diary = new Diary();
    CountDownLatch gone = new CountDownLatch(1);
    try (Running _ =
        server()
            .events(diary)
            .start(client -> {
              String line = client.receive();
              Wait.on(gone);
              client.send("you said " + line);
            })) {
      try (Connection<String> client = client().connect()) {
        client.send("and away");
      }
      gone.countDown();
      assertThat(diary.ended()).isInstanceOf(Ended.Lost.class);
      assertThat(diary.all(ServerEvent.Failed.class)).isEmpty();
    }
  }

  @Test
  void aServerThatIsGoneIsLostToItsClient() throws Exception {
    try (Running server = server().answer(_ -> {});
        Connection<String> client = client().connect()) {
      client.send("hello");
      server.drain(Wait.LONGEST);
      assertThat(failure(() -> client.send("hello?")))
          .hasRootCauseInstanceOf(PortUnreachableException.class);
    }
  }

  @Test
  void aServerThatIsNotThereIsToldAtOnce() {
    assertThatThrownBy(() -> client().connect())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No such file");
  }

  @Test
  void onlyAddressesOfItsFamilyAreReached() throws Exception {
    LinkedBlockingQueue<SocketAddress> peers = new LinkedBlockingQueue<>();
    try (Answering unix = server().answer(packet -> peers.add(packet.peer()));
        Answering udp = Server.udp(0).on(Transport.linux()).answer(_ -> {});
        Connection<String> client = client().connect()) {
      client.send("hello");
      SocketAddress peer = peers.poll(Wait.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      InetSocketAddress other = (InetSocketAddress) udp.address();
      assertThatThrownBy(() -> unix.send(new byte[1], other)).hasMessageContaining("not a Unix");
      assertThatThrownBy(() -> udp.send(new byte[1], peer)).hasMessageContaining("not an IP");
      assertThatThrownBy(() -> udp.send(new byte[1], unix.address()))
          .hasMessageContaining("not an IP");
      assertThatThrownBy(() -> unix.send(new byte[1], UnixDomainSocketAddress.of("")))
          .hasMessageContaining("without a name");
      unix.send("still here".getBytes(UTF_8), peer);
      assertThat(client.receive()).isEqualTo("still here");
    }
  }

  @Test
  void oneServerHearsUdpAndUnixSockets() throws Exception {
    try (Running server =
            server().alsoAt(new InetSocketAddress("127.0.0.1", 0)).start(Venue.SHOUTING);
        Connection<String> unix = client().connect();
        Connection<String> udp =
            Client.udp(server.addresses().getLast()).framing(PacketFraming.text()).connect()) {
      assertThat(answer(unix, "hello")).isEqualTo("HELLO");
      assertThat(answer(udp, "hello")).isEqualTo("HELLO");
    }
  }

  @Test
  void theJdksSocketsSayWhatToDo() {
    assertThatThrownBy(() -> server().on(Transport.nio()).answer(_ -> {}))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("socket: ")
        .hasMessageContaining("Transport.linux()");
    assertThatThrownBy(() -> client().on(Transport.nio()).connect())
        .isInstanceOf(BindException.class)
        .hasMessageContaining("Transport.linux()");
  }
}
