package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// More conversations than processors, in which nobody ever pauses, on both sides of one process.
class TurnsTest {
  private static final int CROWD = 4 * Runtime.getRuntime().availableProcessors();
  private static final int ROUNDS = 20;

  static Stream<Transport> transports() {
    return Stream.of(Transport.nio(), Transport.usual()).distinct();
  }

  @ParameterizedTest
  @MethodSource("transports")
  void eachHasItsTurn(Transport transport) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CountDownLatch served = new CountDownLatch(CROWD);
      List<Future<Long>> clients = new ArrayList<>();
      try (Running server =
          Server.tcp(0).framing(StreamFraming.lines()).on(transport).start(Venue.SHOUTING)) {
        for (int i = 0; i < CROWD; i++) {
          clients.add(Wait.run(() -> askUntilAllAreServed(server, served)));
        }
        for (Future<Long> each : clients) assertThat(Wait.on(each)).isPositive();
      }
    }
  }

  private static long askUntilAllAreServed(Running server, CountDownLatch served) throws Exception {
    try (StreamConnection<String> client =
        Client.at(server.address()).framing(StreamFraming.lines()).connect()) {
      long answers = 0;
      do {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("HELLO");
        if (answers++ == 0) served.countDown();
      } while (served.getCount() > 0);
      return answers;
    }
  }
}
