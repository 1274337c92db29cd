package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Refusal;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.testkit.Transcript;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What only IP addresses have.
@ExtendWith(Leakless.class)
class AddressTest {
  private static final Transcript SHOUTED = Transcript.of("> hello\n< HELLO\n");

  @Test
  void anUnnamedHostIsLoopbackOnly() throws Exception {
    try (Running tcp = Server.tcp(0).start(client -> client.receive());
        Running udp = Server.udp(0).answer(_ -> {})) {
      assertThat(((InetSocketAddress) tcp.address()).getAddress().isLoopbackAddress()).isTrue();
      assertThat(((InetSocketAddress) udp.address()).getAddress().isLoopbackAddress()).isTrue();
    }
  }

  @Test
  void ipv6IsServed() throws Exception {
    Ipv6.needed();
    try (Running tcp = Server.tcp("::1", 0).framing(StreamFraming.lines()).start(Venue.SHOUTING);
        Running udp = Server.udp("::1", 0).framing(PacketFraming.text()).start(Venue.SHOUTING)) {
      SHOUTED.play(tcp);
      SHOUTED.udp().play(udp);
    }
  }

  @Test
  void theIpv6WildcardServesBothFamilies() throws Exception {
    Ipv6.needed();
    try (Running tcp = Server.tcp("::", 0).framing(StreamFraming.lines()).start(Venue.SHOUTING);
        Running udp = Server.udp("::", 0).framing(PacketFraming.text()).start(Venue.SHOUTING)) {
      for (String host : new String[] {"127.0.0.1", "::1"}) {
        SHOUTED.play(new InetSocketAddress(host, tcp.port()));
        SHOUTED.udp().play(new InetSocketAddress(host, udp.port()));
      }
    }
  }

  @Test
  void aServerAtAllAddressesKnowsWhichWasReached() throws Exception {
    try (Running tcp =
            Server.tcp("0.0.0.0", 0)
                .framing(StreamFraming.lines())
                .start(client -> client.send(client.local().toString()));
        StreamConnection<String> client =
            Client.tcp("127.0.0.1", tcp.port()).framing(StreamFraming.lines()).connect()) {
      assertThat(client.receive()).isEqualTo(client.peer().toString());
    }
  }

  @Test
  void twoServersShareAPortWhenBothSaySo() throws Exception {
    var stream = Server.tcp(0).framing(StreamFraming.lines()).sockets(s -> s.reusePort(true));
    var packet = Server.udp(0).framing(PacketFraming.text()).sockets(s -> s.reusePort(true));
    try (Running tcp = stream.start(Venue.SHOUTING);
        Running udp = packet.start(Venue.SHOUTING)) {
      try (Running sameTcp = at(tcp.port()).start(Venue.SHOUTING);
          Running sameUdp =
              Server.udp(udp.port())
                  .framing(PacketFraming.text())
                  .sockets(s -> s.reusePort(true))
                  .start(Venue.SHOUTING)) {
        assertThat(sameTcp.address()).isEqualTo(tcp.address());
        assertThat(sameUdp.address()).isEqualTo(udp.address());
        for (int i = 0; i < 20; i++) {
          SHOUTED.play(tcp);
          SHOUTED.udp().play(udp);
        }
        Wait.until(() -> tcp.stats().opened() + sameTcp.stats().opened() == 20);
      }
      SHOUTED.play(tcp);
      SHOUTED.udp().play(udp);
    }
  }

  private static dev.usher.kit.StreamServer<String> at(int port) {
    return Server.tcp(port).framing(StreamFraming.lines()).sockets(s -> s.reusePort(true));
  }

  @Test
  void anAddressHasOnlySoManyConversations() throws Exception {
    Diary diary = new Diary();
    try (Running server =
            Server.tcp(0)
                .framing(StreamFraming.lines())
                .limits(l -> l.perAddress(2))
                .events(diary)
                .start(Venue.SHOUTING);
        StreamConnection<String> one = call(server);
        StreamConnection<String> two = call(server)) {
      answered(one);
      answered(two);
      try (StreamConnection<byte[]> three = Client.at(server.address()).connect()) {
        ServerEvent.Refused refused = diary.await(ServerEvent.Refused.class);
        assertThat(refused.why()).isEqualTo(Refusal.PER_ADDRESS);
        assertThat(refused.peer()).isEqualTo(three.local());
      }
      one.endSending();
      diary.await(ServerEvent.Closed.class);
      // The place is free once the conversation has given it back, just after it says that it
      // closed.
      Wait.until(() -> server.stats().open() == 1);
      try (StreamConnection<String> four = call(server)) {
        answered(four);
      }
    }
  }

  private static StreamConnection<String> call(Running server) throws IOException {
    return Client.at(server.address()).framing(StreamFraming.lines()).connect();
  }

  private static void answered(Connection<String> client) {
    client.send("hello");
    assertThat(client.receive()).isEqualTo("HELLO");
  }
}
