package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.DrainReport;
import dev.usher.kit.Ended;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.StreamConnection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What holds where a reader can be woken without shutting its input; the JDK's sockets cannot.
interface OpenInputContract extends StreamVenue {
  @Test
  default void aGoodbyeOutlivesWhatComesDuringADrain() throws Exception {
    int size = 400;
    CountDownLatch drained = new CountDownLatch(1);
    CountDownLatch more = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          while (client.receive() != null) client.send("hello");
          drained.countDown();
          Wait.on(more);
          for (int i = 0; i < size; i++) client.send(SendingContract.LONG);
        };
    try (Running server = serve(Change.deadlines(d -> d.linger(Wait.LONGEST)), handler)) {
      Future<DrainReport> draining;
      try (StreamConnection<String> client = call(server)) {
        client.send("hello");
        client.receive();
        draining = Wait.run(() -> server.drain(Wait.LONGEST));
        Wait.on(drained);
        for (int i = 0; i < 30; i++) client.send(SendingContract.LONG); // and this nobody reads
        more.countDown();
        int got = 0;
        for (String _ : client) got++;
        assertThat(got).isEqualTo(size);
        assertThat(client.ended()).isEqualTo(new Ended.ByPeer());
      }
      assertThat(Wait.on(draining).clean()).isTrue();
    }
  }
}
