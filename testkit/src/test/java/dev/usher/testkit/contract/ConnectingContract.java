package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Running;
import dev.usher.kit.StreamConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How a stream's client connects.
interface ConnectingContract extends StreamVenue {
  @Test
  default void whereNobodyListensNobodyIsReached() throws Exception {
    SocketAddress address;
    try (Running server = serve(SHOUTING)) {
      address = server.address();
    }
    assertThatThrownBy(() -> call(address)).isInstanceOf(ConnectException.class);
  }

  @Test
  default void whoIsConnectedInTimeStaysSo() throws Exception {
    try (Running server = serve(SHOUTING)) {
      for (int i = 0; i < 500; i++) {
        connectWithin(Duration.ofNanos(1 + i * 1_000), server.address());
      }
    }
  }

  private void connectWithin(Duration time, SocketAddress server) throws IOException {
    try (StreamConnection<byte[]> client = client(server).connectWithin(time).connect()) {
      client.send(StreamVenue.bytes("hello\n"));
      assertThat(StreamVenue.take(client, 6)).isEqualTo("HELLO\n");
    } catch (SocketTimeoutException e) {
      assertThat(e).hasMessageContaining("no connection to");
    }
  }
}
