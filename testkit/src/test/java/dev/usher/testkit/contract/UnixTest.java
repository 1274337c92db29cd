package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.StreamServer;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unix sockets, which keep all that TCP keeps.
class UnixTest extends ConnectionContract
    implements StreamContract,
        BodyContract,
        SendingContract,
        ConnectingContract,
        ClosingContract,
        LimitsContract {
  @TempDir Path folder;
  private int servers;

  @Override
  public StreamServer<byte[]> server() {
    return Server.unix(path());
  }

  @Override
  public SocketAddress anotherAddress() {
    return UnixDomainSocketAddress.of(path());
  }

  private Path path() {
    return folder.resolve("s" + servers++);
  }

  /// A server that lets one client in, and as many as the system gives a place in its backlog.
  private Running full(List<StreamConnection<String>> clients) throws IOException {
    var server = server().on(transport()).framing(StreamFraming.lines());
    Running running =
        server.sockets(s -> s.backlog(1)).limits(l -> l.connections(1)).start(SHOUTING);
    try {
      while (true) {
        var client = client(running.address()).framing(StreamFraming.lines());
        clients.add(client.connectWithin(SHORT).connect());
      }
    } catch (SocketTimeoutException _) {
      return running;
    }
  }

  @Test
  void whoFindsTheBacklogFullWaits() throws Exception {
    List<StreamConnection<String>> clients = new ArrayList<>();
    try (Running server = full(clients)) {
      Future<String> late =
          Wait.run(() -> {
            try (StreamConnection<String> client = call(server)) {
              client.send("at last");
              return client.receive();
            }
          });
      for (StreamConnection<String> client : clients) client.close();
      assertThat(Wait.on(late)).isEqualTo("AT LAST");
    }
  }

  @Test
  void aServerThatLetsNobodyInIsServedNevertheless() throws Exception {
    List<StreamConnection<String>> clients = new ArrayList<>();
    try (Running server = full(clients)) {
      // At once: to ask whether it is served does not wait until it has a place.
      assertThatThrownBy(() -> serveAt(server.address()))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("served by another");
      for (StreamConnection<String> client : clients) client.close();
    }
  }

  private Running serveAt(SocketAddress address) throws IOException {
    return Server.at(address).on(transport()).start(client -> client.receive());
  }
}
