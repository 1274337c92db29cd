package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.StreamHandler;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A peer that takes slowly what it is sent, but never stops.
@ExtendWith(Leakless.class)
class SlowPeerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(6); // longer than a machine stalls
  private static final int STEPS = 60;
  private static final int STEP = 512 * 1024;

  private static final StreamFraming<byte[]> FRAMING =
      StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, STEPS * STEP);

  /// Altogether more than the patience, and never nearly as much at once.
  private static void dawdle() throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(PATIENCE.toMillis() / 50, TimeUnit.MILLISECONDS);
  }

  @Test
  void aLongMessageMayTakeLongerThanTheWriteDeadlineOnAnyThread() throws Exception {
    CompletableFuture<Long> taken = new CompletableFuture<>();
    StreamHandler<byte[]> slow =
        client -> {
          InputStream in = client.leaveFraming().input();
          long all = 0;
          for (int count; (count = in.readNBytes(STEP).length) > 0; all += count) dawdle();
          taken.complete(all);
        };
    try (Running server =
            Server.tcp(0).framing(FRAMING).sockets(s -> s.buffers(STEP, 0)).start(slow);
        StreamConnection<byte[]> client =
            Client.at(server.address())
                .framing(FRAMING)
                .sockets(s -> s.buffers(0, STEP))
                .deadlines(d -> d.write(PATIENCE))
                .connect()) {
      client.send(new byte[STEPS * STEP]); // on a platform thread, as all of JUnit's
      client.endSending();
      assertThat(Wait.on(taken)).isEqualTo((long) STEPS * STEP + 4);
    }
  }
}
