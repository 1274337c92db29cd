package dev.usher.kit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/// Datagrams that get lost, come twice, late or in another order.
class PacketFaultsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Running echo(MemoryNetwork network) throws Exception {
    return Server.udp(0)
        .framing(PacketFraming.text())
        .on(network)
        .start(client -> {
          for (String text : client) client.send(text);
        });
  }

  private static Connection<String> call(MemoryNetwork network, SocketAddress server)
      throws Exception {
    return Client.udp(server)
        .framing(PacketFraming.text())
        .on(network)
        .deadlines(d -> d.idle(SECOND))
        .connect();
  }

  /// What a server gets of a hundred numbered packets, in its order.
  private static List<Integer> arrivals(MemoryNetwork network) throws Exception {
    List<Integer> got = new CopyOnWriteArrayList<>();
    try (var running =
            Server.udp(new InetSocketAddress("127.0.0.1", 7))
                .on(network)
                .answer(packet -> got.add((int) packet.content().get()));
        var client = Client.udp(running.address()).on(network).connect()) {
      for (byte i = 0; i < 100; i++) client.send(new byte[] {i});
      network.advance(SECOND);
    }
    return got;
  }

  private static List<Integer> hundred() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) all.add(i);
    return all;
  }

  @Property(tries = 20)
  void aClientThatTriesAgainGetsItsAnswers(
      @ForAll long seed,
      @ForAll @DoubleRange(max = 0.6) double loss,
      @ForAll @DoubleRange(max = 0.5) double duplication,
      @ForAll @DoubleRange(max = 0.5) double reordering)
      throws Exception {
    var network =
        MemoryNetwork.seeded(seed)
            .faults(
                Faults.none()
                    .loss(loss)
                    .duplication(duplication)
                    .reordering(reordering)
                    .latency(Duration.ofMillis(20))
                    .jitter(Duration.ofMillis(50)));
    try (var running = echo(network)) {
      Future<List<String>> answers =
          network.start(() -> {
            List<String> got = new ArrayList<>();
            for (int i = 0; i < 10; i++) got.add(ask(network, running.address(), "question " + i));
            return got;
          });
      for (int second = 0; second < 1_000 && !answers.isDone(); second++) network.advance(SECOND);
      assertThat(answers.isDone()).as("%s", network).isTrue();
      assertThat(answers.get())
          .isEqualTo(hundred().subList(0, 10).stream().map(i -> "question " + i).toList());
    }
  }

  /// Asks until there is an answer. A new socket for each try, so that no late answer to an earlier
  /// question is taken for ours.
  private static String ask(MemoryNetwork network, SocketAddress server, String question)
      throws Exception {
    while (true) {
      try (var client = call(network, server)) {
        client.send(question);
        return client.receive();
      } catch (EndedException e) {
        assertThat(e.ended()).isEqualTo(new Ended.Idle(SECOND));
      }
    }
  }

  @Test
  void someAreLostAndTheOthersKeepTheirOrder() throws Exception {
    var got = arrivals(MemoryNetwork.seeded(7).faults(Faults.none().loss(0.3)));
    assertThat(got).isSorted().doesNotHaveDuplicates().hasSizeBetween(50, 90);
  }

  @Test
  void someComeTwiceAndNoneIsMissing() throws Exception {
    var got = arrivals(MemoryNetwork.seeded(7).faults(Faults.none().duplication(0.3)));
    assertThat(got).isSorted().hasSizeBetween(110, 150);
    assertThat(got.stream().distinct()).containsExactlyElementsOf(hundred());
  }

  @Test
  void someAreOvertakenAndNoneIsMissing() throws Exception {
    var got = arrivals(MemoryNetwork.seeded(7).faults(Faults.none().reordering(0.3)));
    assertThat(got).containsExactlyInAnyOrderElementsOf(hundred()).isNotEqualTo(hundred());
  }

  @Test
  void jitterLetsThemOvertakeEachOther() throws Exception {
    var faults = Faults.none().jitter(Duration.ofMillis(10));
    var got = arrivals(MemoryNetwork.seeded(7).faults(faults));
    assertThat(got).containsExactlyInAnyOrderElementsOf(hundred()).isNotEqualTo(hundred());
  }

  @Test
  void everythingIsLostIfAskedFor() throws Exception {
    assertThat(arrivals(MemoryNetwork.seeded(7).faults(Faults.none().loss(1)))).isEmpty();
  }

  @Test
  void theLastOneThatWasHeldBackComesWithTheNextAdvance() throws Exception {
    var network = MemoryNetwork.seeded(7).faults(Faults.none().reordering(1));
    try (var running = echo(network);
        var client = call(network, running.address())) {
      client.send("alone");
      network.settle();
      assertThat(running.stats().opened()).isZero();
      network.advance(Duration.ZERO); // to the server
      assertThat(running.stats().opened()).isEqualTo(1);
      network.advance(Duration.ZERO); // and back
      assertThat(client.receive()).isEqualTo("alone");
    }
  }

  @Test
  void whoIsConnectedToNobodyLearnsIt() throws Exception {
    var network = MemoryNetwork.seeded(7);
    try (var client = call(network, new InetSocketAddress("127.0.0.1", 9))) {
      client.send("is anybody there?");
      assertThatThrownBy(client::receive).hasRootCauseInstanceOf(PortUnreachableException.class);
      assertThat(client.ended()).isInstanceOf(Ended.Lost.class);
    }
  }

  @Test
  void theSameSeedGivesTheSameFateAndAnotherSeedAnother() throws Exception {
    var faults =
        Faults.none().loss(0.1).duplication(0.1).reordering(0.2).jitter(Duration.ofMillis(10));
    var once = arrivals(MemoryNetwork.seeded(42).faults(faults));
    assertThat(arrivals(MemoryNetwork.seeded(42).faults(faults))).isEqualTo(once);
    assertThat(arrivals(MemoryNetwork.seeded(43).faults(faults))).isNotEqualTo(once);
  }
}
