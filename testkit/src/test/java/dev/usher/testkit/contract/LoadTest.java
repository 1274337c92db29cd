package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.testkit.LeakCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many at once: nothing mixed, and nothing left.
class LoadTest {
  private static final int CLIENTS = 1_000;
  private static final int MESSAGES = 20;

  @Test
  void aThousandClientsAtOnceAreServedAndForgotten() throws Exception {
    try (LeakCheck leaks = LeakCheck.begin();
        Running server = Server.tcp(0).framing(StreamFraming.lines()).start(Venue.SHOUTING)) {
      CountDownLatch allHere = new CountDownLatch(CLIENTS);
      List<Future<Boolean>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "CLIENT " + i + " MESSAGE ";
        clients.add(Wait.run(() -> converse(server, name, allHere)));
      }
      for (Future<Boolean> client : clients) assertThat(Wait.on(client)).isTrue();
      leaks.idle(server);
      assertThat(server.stats().opened()).isEqualTo(CLIENTS);
      assertThat(server.stats().failed()).isZero();
    }
  }

  private static boolean converse(Running server, String name, CountDownLatch allHere)
      throws Exception {
    try (StreamConnection<String> client =
        Client.at(server.address()).framing(StreamFraming.lines()).connect()) {
      allHere.countDown();
      Wait.on(allHere);
      for (int j = 0; j < MESSAGES; j++) {
        client.send(name + j);
        if (!(name + j).equals(client.receive())) return false;
      }
      return true;
    }
  }
}
