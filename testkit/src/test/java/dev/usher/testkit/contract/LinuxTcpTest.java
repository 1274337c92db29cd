package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.DrainReport;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.Transport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// TCP by Linux's own calls.
@EnabledOnOs(OS.LINUX)
class LinuxTcpTest extends TcpTest implements OpenInputContract {
  @Override
  public Transport transport() {
    return Transport.linux();
  }

  @Test
  void aGoodbyeThatIsStillUnderwayOutlivesWhatComesAfterIt() throws Exception {
    int size = 400; // more than such a client has room for
    CountDownLatch said = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          while (client.receive() != null) client.send("hello");
          for (int i = 0; i < size; i++) client.send(LONG);
          said.countDown();
        };
    try (Running server = serve(Change.deadlines(d -> d.linger(Wait.LONGEST)), handler)) {
      Future<DrainReport> draining;
      try (StreamConnection<String> client =
          client(server.address())
              .framing(StreamFraming.lines(LIMIT))
              .sockets(s -> s.buffers(4_096, 0))
              .connect()) {
        client.send("hello");
        client.receive();
        draining = Wait.run(() -> server.drain(Wait.LONGEST));
        Wait.on(said);
        try {
          draining.get(SHORT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          // it waits for us
        }
        client.send("one more thing");
        int got = 0;
        for (String _ : client) got++;
        assertThat(got).isEqualTo(size);
      }
      assertThat(Wait.on(draining).clean()).isTrue();
    }
  }
}
