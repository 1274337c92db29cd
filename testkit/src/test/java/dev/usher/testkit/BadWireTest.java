package dev.usher.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.EndedException;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import org.junit.jupiter.api.Test;

class BadWireTest {
  private static final Handler<byte[]> ECHO =
      client -> {
        for (byte[] message : client) client.send(message);
      };

  private static Running server() throws Exception {
    return Server.tcp(0).framing(StreamFraming.fixed(4)).start(ECHO);
  }

  private static StreamConnection<byte[]> call(BadWire wire) throws Exception {
    return Client.tcp("127.0.0.1", wire.port()).framing(StreamFraming.fixed(4)).connect();
  }

  @Test
  void aByteIsChangedOnItsWayThereAndOneOnItsWayBack() throws Exception {
    try (var _ = LeakCheck.begin();
        Running server = server();
        BadWire wire = BadWire.to(server.address());
        StreamConnection<byte[]> client = call(wire)) {
      client.send("good".getBytes(UTF_8));
      assertThat(client.receive()).asString(UTF_8).isEqualTo("good");
      wire.flipToServer(5);
      client.send("abcd".getBytes(UTF_8));
      assertThat(client.receive()).asString(UTF_8).isEqualTo("accd");
      wire.flipToClient(8);
      client.send("abcd".getBytes(UTF_8));
      assertThat(client.receive()).asString(UTF_8).isEqualTo("`bcd");
      client.endSending();
      assertThat(client.receive()).isNull();
      assertThat(wire.toServer()).isEqualTo(12);
      assertThat(wire.toClient()).isEqualTo(12);
    }
  }

  @Test
  void theWireBreaksOnce() throws Exception {
    try (var _ = LeakCheck.begin();
        Running server = server();
        BadWire wire = BadWire.to(server.address())) {
      wire.breakAfter(6);
      try (StreamConnection<byte[]> client = call(wire)) {
        client.send("abcd".getBytes(UTF_8));
        assertThatThrownBy(client::receive).isInstanceOf(EndedException.class);
      }
      try (StreamConnection<byte[]> client = call(wire)) {
        client.send("abcd".getBytes(UTF_8));
        assertThat(client.receive()).asString(UTF_8).isEqualTo("abcd");
      }
    }
  }
}
