package dev.usher.kit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.Drop;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.StreamServer;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Addresses, connecting, and the clock.
class MemoryNetworkTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MemoryNetwork network = MemoryNetwork.seeded(42);

  private Running echo(StreamServer<byte[]> at) throws Exception {
    return at.framing(StreamFraming.lines())
        .on(network)
        .start(client -> {
          for (String line : client) client.send(line);
        });
  }

  private StreamConnection<String> call(SocketAddress server) throws Exception {
    return Client.at(server).framing(StreamFraming.lines()).on(network).connect();
  }

  private void assertEchoes(SocketAddress server) throws Exception {
    try (var client = call(server)) {
      client.send("hello");
      assertThat(client.receive()).isEqualTo("hello");
    }
  }

  @Test
  void portZeroIsAnyFreePort() throws Exception {
    try (var one = echo(Server.tcp(0));
        var two = echo(Server.tcp(0))) {
      assertThat(one.port()).isPositive().isNotEqualTo(two.port());
      assertEchoes(one.address());
      assertEchoes(two.address());
    }
  }

  @Test
  void unixSocketsNeedNoFile() throws Exception {
    Path path = Path.of("/nowhere/socket");
    try (var running = echo(Server.unix(path))) {
      assertEchoes(running.address());
      assertThat(path).doesNotExist();
      assertThatThrownBy(() -> echo(Server.unix(path))).isInstanceOf(BindException.class);
    }
  }

  @Test
  void theNetworkHasAllAddresses() throws Exception {
    try (var running = echo(Server.tcp("192.0.2.7", 80));
        var neighbour = echo(Server.tcp("192.0.2.8", 80))) {
      assertEchoes(running.address());
      assertEchoes(neighbour.address());
    }
  }

  @Test
  void aWildcardIsReachedAtEveryAddressOfItsFamily() throws Exception {
    try (var four = echo(Server.tcp("0.0.0.0", 80));
        var six = echo(Server.tcp("::", 81))) {
      assertThat(four.port()).isEqualTo(80);
      assertEchoes(new InetSocketAddress("192.0.2.7", 80));
      assertThatThrownBy(() -> call(new InetSocketAddress("2001:db8::7", 80)))
          .isInstanceOf(ConnectException.class);
      assertThat(six.port()).isEqualTo(81);
      assertEchoes(new InetSocketAddress("192.0.2.7", 81));
      assertEchoes(new InetSocketAddress("2001:db8::7", 81));
    }
  }

  @Test
  void anAddressIsBoundOnce() throws Exception {
    try (var running = echo(Server.tcp("127.0.0.1", 80));
        var wide = echo(Server.tcp("0.0.0.0", 81))) {
      for (var taken : List.of("127.0.0.1", "0.0.0.0", "::")) {
        assertThatThrownBy(() -> echo(Server.tcp(taken, running.port())))
            .as(taken)
            .isInstanceOf(BindException.class)
            .hasMessageContaining("80");
      }
      assertThatThrownBy(() -> echo(Server.tcp("127.0.0.1", wide.port())))
          .isInstanceOf(BindException.class);
    }
    try (var again = echo(Server.tcp("127.0.0.1", 80));
        var udp = Server.udp("127.0.0.1", 80).on(network).answer(_ -> {})) {
      assertThat(again.address()).isEqualTo(udp.address());
    }
  }

  @Test
  void nobodyIsThereBeforeAndAfter() throws Exception {
    var address = new InetSocketAddress("127.0.0.1", 80);
    assertThatThrownBy(() -> call(address)).isInstanceOf(ConnectException.class);
    try (var running = echo(Server.tcp("127.0.0.1", 80))) {
      assertEchoes(running.address());
    }
    assertThatThrownBy(() -> call(address)).isInstanceOf(ConnectException.class);
  }

  @Test
  void networksAreApart() throws Exception {
    try (var running = echo(Server.tcp(0))) {
      var other = MemoryNetwork.seeded(42);
      assertThatThrownBy(() -> Client.at(running.address()).on(other).connect())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aFullBacklogLetsClientsWaitForAWhile() throws Exception {
    Duration patience = SECOND.multipliedBy(3);
    var small = Server.tcp(0).sockets(s -> s.backlog(1)).limits(l -> l.connections(1));
    try (var running = echo(small)) {
      Future<Boolean> patient;
      try (var served = call(running.address())) {
        served.send("first");
        assertThat(served.receive()).isEqualTo("first");
        Future<Boolean> waiting = network.start(() -> isServed(running, patience));
        network.settle(); // it fills the backlog
        Future<Boolean> late = network.start(() -> isServed(running, patience));
        network.advance(patience.minusNanos(1));
        assertThat(late.isDone()).isFalse();
        network.advance(Duration.ofNanos(1));
        assertThatThrownBy(late::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(SocketTimeoutException.class);
        assertThat(waiting.isDone()).isFalse();
        patient = network.start(() -> isServed(running, patience));
        network.settle();
        assertThat(patient.isDone()).isFalse();
      }
      assertThat(patient.get()).isTrue();
    }
  }

  private boolean isServed(Running running, Duration patience) throws Exception {
    var client =
        Client.at(running.address())
            .framing(StreamFraming.lines())
            .on(network)
            .connectWithin(patience);
    try (var connection = client.connect()) {
      connection.send("my turn");
      return "my turn".equals(connection.receive());
    }
  }

  @Test
  void aServerThatClosesTurnsItsBacklogAway() throws Exception {
    try (var running = echo(Server.tcp(0))) {
      running.suspend();
      try (var client = call(running.address())) {
        assertThat(running.drain(SECOND).clean()).isTrue();
        assertThatThrownBy(client::receive).hasMessageContaining("connection reset");
      }
    }
  }

  @Test
  void aDatagramOverTheLimitIsNoticed() throws Exception {
    List<ServerEvent> events = new CopyOnWriteArrayList<>();
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    try (var running =
            Server.udp(0)
                .framing(PacketFraming.bytes(10))
                .on(network)
                .events(events::add)
                .answer(packet -> sizes.add(packet.content().remaining()));
        var client = Client.udp(running.address()).on(network).connect()) {
      for (int size : new int[] {10, 11, 0, 5_000}) client.send(new byte[size]);
      network.settle();
      assertThat(sizes).containsExactly(10, 0);
      assertThat(events)
          .filteredOn(ServerEvent.Dropped.class::isInstance)
          .extracting(event -> ((ServerEvent.Dropped) event).why())
          .containsExactly(Drop.TOO_LONG, Drop.TOO_LONG);
    }
  }

  @Test
  void aReceiverThatDoesNotReceiveLosesPackets() throws Exception {
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    try (var running =
            Server.udp(0)
                .on(network)
                .answer(packet -> {
                  go.await();
                  sizes.add(packet.content().remaining());
                });
        var client = Client.udp(running.address()).on(network).connect()) {
      client.send(new byte[0]);
      network.settle(); // this one is out of the queue
      for (int i = 0; i < 100; i++) client.send(new byte[10_000]);
      go.countDown();
      network.settle();
      assertThat(sizes).hasSize(1 + 20); // 208 KiB hold twenty of 10,256 bytes with what they cost
    }
  }

  @Test
  void timersRunInTheOrderOfTheirTimes() {
    var wire = (MemoryWire) network;
    StringBuilder order = new StringBuilder();
    long second = SECOND.toNanos();
    wire.timers().at(2 * second, () -> order.append("2 "));
    wire.timers()
        .at(
            second,
            () -> {
              order.append("1 ");
              wire.timers().at(second + 1, () -> order.append("1+ "));
            });
    wire.timers().at(2 * second, () -> order.append("2b "));
    wire.timers().at(3 * second, () -> order.append("never")).cancel();
    wire.timers().at(4 * second, () -> order.append("4"));
    network.advance(SECOND.multipliedBy(3));
    assertThat(order).hasToString("1 1+ 2 2b ");
    assertThat(network.elapsed()).isEqualTo(SECOND.multipliedBy(3));
  }

  @Test
  void settlingWaitsForAChainOfThreads() throws Exception {
    List<String> got = new CopyOnWriteArrayList<>();
    for (int round = 0; round < 3_000; round++) {
      got.clear();
      try (var last =
              Server.tcp(0)
                  .framing(StreamFraming.lines())
                  .on(network)
                  .start(client -> {
                    for (String line : client) got.add(line);
                  });
          var middle =
              Server.tcp(0)
                  .framing(StreamFraming.lines())
                  .on(network)
                  .start(client -> {
                    try (var onward = call(last.address())) {
                      for (String line : client) onward.offer(line);
                      onward.endSending();
                    }
                  });
          var client = call(middle.address())) {
        client.send("pass it on");
        network.settle();
        assertThat(got).containsExactly("pass it on");
      }
    }
  }

  @Test
  void whoIsBusyForTooLongIsNamed() throws Exception {
    Crew crew = new Crew(Duration.ofMillis(20));
    CountDownLatch stop = new CountDownLatch(1);
    Thread busy =
        crew.thread(
            "a busy one",
            () -> {
              while (stop.getCount() > 0) Thread.onSpinWait();
            });
    busy.start();
    assertThatThrownBy(crew::settle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a busy one");
    stop.countDown();
    busy.join();
    crew.settle();
  }

  @Test
  void whoWaitsForAMonitorThatARestingOneHoldsRestsToo() throws Exception {
    Object monitor = new Object();
    CountDownLatch go = new CountDownLatch(1);
    Future<String> first =
        network.start(() -> {
          synchronized (monitor) {
            go.await();
            return "first";
          }
        });
    network.settle();
    Future<String> second =
        network.start(() -> {
          synchronized (monitor) {
            return "second";
          }
        });
    network.settle();
    assertThat(second.isDone()).isFalse();
    go.countDown();
    assertThat(List.of(first.get(), second.get())).containsExactly("first", "second");
  }

  @Test
  void itsTextHasTheSeed() {
    network.advance(SECOND);
    assertThat(network).hasToString("MemoryNetwork.seeded(42), advanced by PT1S");
  }

  @Test
  void impossibleFaultsAreRefused() {
    var none = Faults.none();
    assertThatIllegalArgumentException().isThrownBy(() -> none.loss(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> none.duplication(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> none.reordering(-0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> none.cutOneIn(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> none.stallAfter(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> none.latency(SECOND.negated()));
    assertThatIllegalArgumentException().isThrownBy(() -> network.advance(SECOND.negated()));
  }
}
