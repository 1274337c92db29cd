package dev.usher.services.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.PacketServer;
import dev.usher.kit.Server;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.PacketMischief;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatHostTest {
  private final Heard heard = new Heard();
  private final MemoryNetwork network = MemoryNetwork.seeded(5);

  private ChatHost open(PacketServer<byte[]> at) throws IOException {
    return ChatHost.open(at, InstantSource.system(), _ -> null, Journal.none(), heard);
  }

  private Connection<String> client(ChatHost host) throws IOException {
    return Client.udp(host.address())
        .framing(PacketFraming.text())
        .deadlines(d -> d.idle(Deadlines.NEVER))
        .connect();
  }

  @Test
  void whatComesIsHeardAndEachCanBeAnswered() throws Exception {
    try (var _ = LeakCheck.begin();
        var host = open(Server.udp(0));
        var one = client(host);
        var other = client(host)) {
      one.send("hello");
      Message first = heard.next();
      other.send("发给你");
      Message second = heard.next();
      assertThat(List.of(first.text(), second.text())).containsExactly("hello", "发给你");
      host.say(second.peer(), "to the other");
      host.say(first.peer(), "to the one");
      assertThat(one.receive()).isEqualTo("to the one");
      assertThat(other.receive()).isEqualTo("to the other");
      assertThat(host.guests().latestFirst())
          .extracting(Guest::number, Guest::messages)
          .containsExactly(tuple(2), tuple(1));
    }
  }

  private static org.assertj.core.groups.Tuple tuple(int number) {
    return org.assertj.core.groups.Tuple.tuple(number, 1L);
  }

  @Test
  void aHundredClientsAtOnceAreEachAConversation() throws Exception {
    List<Connection<String>> clients = new ArrayList<>();
    try (var _ = LeakCheck.begin();
        var host = open(Server.udp(0))) {
      for (int i = 0; i < 100; i++) clients.add(client(host));
      Map<InetSocketAddress, List<String>> byPeer = new HashMap<>();
      for (int round = 0; round < 20; round++) { // each of which fits into any system's buffer
        for (int i = 0; i < 100; i++) clients.get(i).send("client " + i + " round " + round);
        for (int i = 0; i < 100; i++) {
          Message message = heard.next();
          byPeer.computeIfAbsent(message.peer(), _ -> new ArrayList<>()).add(message.text());
        }
      }
      assertThat(byPeer).hasSize(100);
      for (var each : byPeer.entrySet()) {
        String who = each.getValue().getFirst().split(" round")[0];
        for (int round = 0; round < 20; round++) {
          assertThat(each.getValue().get(round)).isEqualTo(who + " round " + round);
        }
        host.say(each.getKey(), "hello, " + who);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(clients.get(i).receive()).isEqualTo("hello, client " + i);
      }
      clients.forEach(Connection::close);
    }
  }

  @Test
  void nothingIsEverAnsweredByItself() throws Exception {
    try (var _ = LeakCheck.begin();
        var host = open(Server.udp(0))) {
      for (PacketMischief mischief : PacketMischief.all()) {
        byte[] sample = "hello".getBytes(UTF_8);
        int answers = mischief.meet(host.address(), sample, Duration.ofMillis(100));
        assertThat(answers).as(mischief.toString()).isZero();
      }
      try (var client = client(host)) { // and it is still there, once it has read all that
        do client.send("after all that");
        while (!heard.hears("after all that"));
      }
    }
  }

  @Test
  void emptyLongAndForeignDatagramsAreMessages() throws Exception {
    byte[] longest = new byte[ChatHost.LONGEST];
    java.util.Arrays.fill(longest, (byte) 'x');
    try (var host = open(Server.udp(0));
        var client = Client.udp(host.address()).connect()) {
      client.send(new byte[0]);
      assertThat(heard.next().text()).isEmpty();
      client.send(longest);
      assertThat(heard.next().bytes()).isEqualTo(longest);
      client.send(new byte[] {'a', 0, (byte) 0xff});
      Message foreign = heard.next();
      assertThat(foreign.text()).isEqualTo("a\0\ufffd");
      assertThat(foreign.hex()).isEqualTo("6100ff");
      assertThat(foreign.bytes()).containsExactly('a', 0, 0xff);
      assertThatThrownBy(() -> host.say(foreign.peer(), "x".repeat(ChatHost.LONGEST + 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anAnswerAfterHoursStillArrives() throws Exception {
    try (var host = open(Server.udp(0).on(network));
        var client = memoryClient(host)) {
      client.send("hello?");
      InetSocketAddress peer = heard.next().peer();
      network.advance(Duration.ofHours(12));
      host.say(peer, "good morning");
      assertThat(client.receive()).isEqualTo("good morning");
    }
  }

  private Connection<String> memoryClient(ChatHost host) throws IOException {
    return Client.udp(host.address())
        .framing(PacketFraming.text())
        .on(network)
        .deadlines(d -> d.idle(Deadlines.NEVER))
        .connect();
  }

  @Test
  void lossDuplicationAndReorderingChangeNoMessage() throws Exception {
    network.faults(Faults.none().loss(0.2).duplication(0.2).reordering(0.2));
    try (var host = open(Server.udp(0).on(network));
        var client = memoryClient(host)) {
      for (int i = 0; i < 500; i++) client.send("message " + i);
      network.faults(Faults.none());
      network.advance(Duration.ofSeconds(1));
      client.send("the last");
      List<String> texts = new ArrayList<>();
      for (String text; !(text = heard.next().text()).equals("the last"); ) texts.add(text);
      assertThat(texts).as(network.toString()).allMatch(text -> text.matches("message [0-9]+"));
      assertThat(texts).hasSizeBetween(300, 700);
      assertThat(texts.stream().distinct().count()).isBetween(300L, 499L);
    }
  }

  @Test
  void drainingDeliversWhatHasCome() throws Exception {
    try (var host = open(Server.udp(0).on(network));
        var client = memoryClient(host)) {
      for (int i = 0; i < 200; i++) client.send("message " + i);
      network.settle();
      host.drain(Duration.ofSeconds(10));
      assertThat(heard.texts()).hasSize(200);
      InetSocketAddress peer = heard.next().peer();
      assertThatThrownBy(() -> host.say(peer, "too late")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAudienceThatFailsAtOneMessageHearsTheNext() throws Exception {
    Audience fragile =
        (from, message) -> {
          if (message.text().equals("bad")) throw new IllegalStateException("as the test wants");
          heard.heard(from, message);
        };
    try (var host =
            ChatHost.open(
                Server.udp(0), InstantSource.system(), _ -> null, Journal.none(), fragile);
        var client = client(host)) {
      client.send("bad");
      client.send("good");
      assertThat(heard.next().text()).isEqualTo("good");
    }
  }
}
