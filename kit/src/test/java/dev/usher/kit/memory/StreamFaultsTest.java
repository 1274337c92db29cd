package dev.usher.kit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.Defaults;
import dev.usher.kit.Ended;
import dev.usher.kit.Ended.Activity;
import dev.usher.kit.EndedException;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// An echo server that knows nothing of faults, and its clients, under each of them.
class StreamFaultsTest {
  private final List<Ended> endings = new CopyOnWriteArrayList<>();

  private Running echo(MemoryNetwork network) throws Exception {
    return Server.tcp(0)
        .framing(StreamFraming.lines())
        .on(network)
        .events(event -> {
          if (event instanceof ServerEvent.Closed closed) endings.add(closed.why());
        })
        .start(client -> {
          for (String line : client) client.send(line);
        });
  }

  private static StreamConnection<String> call(MemoryNetwork network, Running running)
      throws Exception {
    return Client.at(running.address())
        .framing(StreamFraming.lines())
        .on(network)
        .deadlines(d -> d.idle(Deadlines.NEVER))
        .connect();
  }

  /// Sends numbered lines, each after the answer to the one before, and says how far it came.
  private static List<String> talk(Connection<String> client, int lines) {
    List<String> answers = new ArrayList<>();
    try {
      for (int i = 0; i < lines; i++) {
        client.send("line " + i);
        String answer = client.receive();
        if (answer == null) break;
        answers.add(answer);
      }
    } catch (EndedException _) {
      // the test looks at client.ended()
    }
    return answers;
  }

  private static List<String> lines(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) lines.add("line " + i);
    return lines;
  }

  @Test
  void cutsAreNotNoticed() throws Exception {
    var network = MemoryNetwork.seeded(7).faults(Faults.none().everyByte());
    try (var running = echo(network)) {
      try (var client = call(network, running)) {
        assertThat(talk(client, 100)).isEqualTo(lines(100));
      }
      network.settle();
      assertThat(endings).containsExactly(new Ended.ByPeer());
    }
  }

  @Test
  void latencyTakesItsTimeEachWay() throws Exception {
    var network = MemoryNetwork.seeded(7).faults(Faults.none().latency(Duration.ofMillis(40)));
    try (var running = echo(network)) {
      Future<List<String>> answers =
          network.start(() -> {
            try (var client = call(network, running)) {
              return talk(client, 10);
            }
          });
      network.advance(Duration.ofMillis(40 * 20 - 1));
      assertThat(answers.isDone()).isFalse();
      network.advance(Duration.ofMillis(1));
      network.advance(Duration.ofMillis(80)); // the two goodbyes
      assertThat(answers.get()).isEqualTo(lines(10));
      assertThat(endings).containsExactly(new Ended.ByPeer());
    }
  }

  @Property(tries = 60)
  void aResetAnywhereEndsBothAndAnsweredLinesStay(
      @ForAll long seed, @ForAll @IntRange(max = 120) int after, @ForAll boolean fromClient)
      throws Exception {
    endings.clear();
    var network =
        MemoryNetwork.seeded(seed)
            .faults(link ->
                link.startsWith("client") == fromClient
                    ? Faults.none().cutOneIn(3).resetAfter(after)
                    : Faults.none().cutOneIn(3));
    try (var running = echo(network);
        var client = call(network, running)) {
      List<String> answers = talk(client, 100);
      assertThat(answers).as("%s", network).isEqualTo(lines(answers.size()));
      // "line n\n" has seven bytes for the first ten, eight from then on.
      int whole = after <= 70 ? after / 7 : 10 + (after - 70) / 8;
      if (fromClient) assertThat(answers).hasSizeBetween(Math.max(0, whole - 1), whole);
      else assertThat(answers).as("%s", network).hasSize(whole);
      assertThat(client.ended()).isInstanceOf(Ended.Lost.class);
      network.settle();
      assertThat(endings).singleElement().isInstanceOf(Ended.Lost.class);
    }
  }

  @Test
  void aClientThatStallsBetweenMessagesIsIdle() throws Exception {
    var network = MemoryNetwork.seeded(7).faults(stallOf("client 1", 7));
    try (var running = echo(network);
        var client = call(network, running)) {
      assertThat(talk(client, 1)).isEqualTo(lines(1));
      client.send("unheard");
      network.advance(Defaults.IDLE);
      assertThat(client.receive()).isNull();
      assertThat(endings).containsExactly(new Ended.Idle(Defaults.IDLE));
    }
  }

  @Test
  void aClientThatStallsInsideAMessageIsTooSlow() throws Exception {
    var network = MemoryNetwork.seeded(7).faults(stallOf("client 1", 9));
    try (var running = echo(network);
        var client = call(network, running)) {
      assertThat(talk(client, 1)).isEqualTo(lines(1));
      client.send("half heard");
      network.advance(Defaults.PACE_GRACE.plusSeconds(1));
      assertThat(endings).containsExactly(new Ended.TooSlow(Activity.RECEIVING));
    }
  }

  @Test
  void aClientThatTakesNothingIsTooSlow() throws Exception {
    var network = MemoryNetwork.seeded(7).faults(stallOf("127.0.0.1", 10));
    try (var running = echo(network);
        var client = call(network, running)) {
      assertThat(talk(client, 1)).isEqualTo(lines(1));
      for (int i = 0; i < 3; i++) client.send("x".repeat(50_000));
      network.advance(Defaults.WRITE);
      assertThat(endings).containsExactly(new Ended.TooSlow(Activity.SENDING));
    }
  }

  private static Function<String, Faults> stallOf(String sender, long after) {
    return link -> link.startsWith(sender) ? Faults.none().stallAfter(after) : Faults.none();
  }

  @Test
  void aNetworkThatHealsGoesOnWhereItBroke() throws Exception {
    var network = MemoryNetwork.seeded(7);
    try (var running = echo(network);
        var client = call(network, running)) {
      assertThat(talk(client, 1)).isEqualTo(lines(1));
      network.faults(Faults.none().stallAfter(0));
      client.send("later");
      network.advance(Duration.ofSeconds(5));
      assertThat(running.stats().open()).isEqualTo(1);
      network.faults(Faults.none());
      assertThat(client.receive()).isEqualTo("later");
    }
  }

  @Test
  void onlyTheNamedLinkIsHit() throws Exception {
    List<String> links = new CopyOnWriteArrayList<>();
    var network =
        MemoryNetwork.seeded(7)
            .faults(link -> {
              links.add(link);
              return link.startsWith("client 2") ? Faults.none().resetAfter(0) : Faults.none();
            });
    try (var running = echo(network);
        var first = call(network, running);
        var second = call(network, running)) {
      assertThat(talk(first, 5)).isEqualTo(lines(5));
      assertThat(talk(second, 5)).isEmpty();
      String server = "127.0.0.1:" + running.port();
      assertThat(links)
          .contains("client 1 → " + server, server + " → client 1", "client 2 → " + server);
    }
  }
}
