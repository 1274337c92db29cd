package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.testkit.Transcript;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Starting and stopping, over and over, at real addresses.
@ExtendWith(Leakless.class)
class StartingTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Transcript SHOUTED = Transcript.of("> hello\n< HELLO\n");

  private static Running shouting(int port) throws IOException {
    return Server.tcp(port).framing(StreamFraming.lines()).start(Venue.SHOUTING);
  }

  @Test
  void aTakenSecondAddressLeavesNothingOpen() throws Exception {
    try (Running first = shouting(0)) {
      SocketAddress free;
      try (Running passing = shouting(0)) {
        free = passing.address();
      }
      assertThatThrownBy(
              () -> Server.at(free).alsoAt(first.address()).start(client -> client.receive()))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(first.address().toString());
      assertThatThrownBy(() -> Client.at(free).connect()).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aTakenDatagramAddressSaysWhich() throws Exception {
    try (Running first = Server.udp(0).start(client -> client.receive())) {
      assertThatThrownBy(() -> Server.udp(first.port()).answer(_ -> {}))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(first.address().toString());
    }
  }

  @Test
  void aHostWithoutAnAddressSaysSo() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 0);
    assertThatThrownBy(() -> Server.at(nowhere).start(client -> client.receive()))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("nowhere.invalid");
  }

  @Test
  void aThousandFailedBindsLeaveNothing() throws Exception {
    try (Running stream = shouting(0);
        Running packet = Server.udp(0).start(client -> client.receive())) {
      for (int i = 0; i < 1_000; i++) {
        assertThatThrownBy(() -> shouting(stream.port())).isInstanceOf(BindException.class);
        assertThatThrownBy(() -> Server.udp(packet.port()).answer(_ -> {}))
            .isInstanceOf(BindException.class);
      }
      SHOUTED.play(stream);
    }
  }

  @Test
  void aServerCanStartAgainAtItsPortAtOnce() throws Exception {
    int port = 0;
    for (int i = 0; i < 5; i++) {
      try (Running server = shouting(port)) {
        port = server.port();
        SHOUTED.play(server);
        try (StreamConnection<byte[]> client = Client.at(server.address()).connect()) {
          client.send("left open\n".getBytes());
          assertThat(client.receive()).isNotEmpty();
          closeNow(server);
        }
      }
    }
  }

  @Test
  void aDatagramServerCanStartAgainAtItsPortAtOnce() throws Exception {
    int port = 0;
    for (int i = 0; i < 50; i++) {
      try (Running server = Server.udp(port).framing(PacketFraming.text()).start(Venue.SHOUTING)) {
        port = server.port();
        for (int j = 0; j < 5; j++) SHOUTED.udp().play(server);
      }
    }
  }

  @SuppressWarnings("try") // closing early is what is tested
  private static void closeNow(Running server) {
    server.close();
  }

  @Test
  void closingWhileClientsComeInLeavesNothing() throws Exception {
    for (int i = 0; i < 20; i++) {
      AtomicBoolean over = new AtomicBoolean();
      Running server = shouting(0);
      Future<Integer> knocking = Wait.run(() -> knock(server.address(), over));
      while (server.stats().opened() < i) Thread.onSpinWait();
      server.close();
      server.join();
      over.set(true);
      assertThat(Wait.on(knocking)).isGreaterThanOrEqualTo(i);
      assertThat(server.stats().open()).isZero();
    }
  }

  private static int knock(SocketAddress address, AtomicBoolean over) {
    int count = 0;
    while (!over.get()) {
      try (StreamConnection<byte[]> _ = Client.at(address).connect()) {
        count++;
      } catch (IOException _) {
        // the server is closed already
      }
    }
    return count;
  }

  @Test
  void aClosedServerRefusesConnections() throws Exception {
    InetSocketAddress address;
    try (Running server = shouting(0)) {
      address = new InetSocketAddress(LOOPBACK, server.port());
    }
    assertThatThrownBy(() -> Client.at(address).connect()).isInstanceOf(ConnectException.class);
  }

  @Test
  void oneDescriptionStartsManyServers() throws Exception {
    var description = Server.tcp(0).framing(StreamFraming.lines());
    try (Running one = description.start(Venue.SHOUTING);
        Running other = description.start(Venue.SHOUTING)) {
      assertThat(one.port()).isNotEqualTo(other.port());
      SHOUTED.play(one);
      SHOUTED.play(other);
    }
  }
}
