package dev.usher.services.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.kit.Server;
import dev.usher.testkit.LeakCheck;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the system hands over is heard and recorded, however fast it comes (rule H8).
@Timeout(120)
class NoLossTest {
  private static final int SENDERS = 4;
  private static final int EACH = 5_000; // in a round: in one go the system would drop the half
  private static final int ENOUGH = 100_000;
  private static final int MOST_ROUNDS = 100;

  @TempDir Path folder;

  private final AtomicInteger heard = new AtomicInteger();

  /// Each batch is a phase: whoever waits for the next looks again then.
  private final Phaser batches = new Phaser(1);

  private final Audience audience =
      new Audience() {
        @Override
        public void heard(Guest from, Message message) {
          heard.incrementAndGet();
        }

        @Override
        public void pause() {
          batches.arrive();
        }
      };

  @Test
  void ofAHundredThousandDatagramsNoneIsLostThatTheSystemHandedOver() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/net/udp6")), "only Linux counts what it drops");
    try (var _ = LeakCheck.begin();
        var history = History.open(folder, e -> heard.set(Integer.MIN_VALUE));
        var host =
            ChatHost.open(Server.udp(0), InstantSource.system(), _ -> null, history, audience)) {
      int sent = 0;
      for (int round = 0; round < MOST_ROUNDS && heard.get() < ENOUGH; round++) {
        sendAll(host);
        sent += SENDERS * EACH;
        int phase = batches.getPhase();
        while (heard.get() + dropped(host) < sent) phase = batches.awaitAdvance(phase);
        assertThat(heard.get() + dropped(host)).isEqualTo(sent);
      }
      System.out.println("chat: heard " + heard + ", the system dropped " + dropped(host));
      assertThat(heard.get()).isGreaterThanOrEqualTo(ENOUGH);
      assertThat(history.last(Integer.MAX_VALUE, _ -> true)).hasSize(heard.get());
      assertThat(host.guests().latestFirst().stream().mapToLong(Guest::messages).sum())
          .isEqualTo(heard.get());
    }
  }

  private static void sendAll(ChatHost host) throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) senders.add(Thread.ofPlatform().start(() -> send(host)));
    for (Thread each : senders) each.join();
  }

  private static void send(ChatHost host) {
    byte[] bytes = "a message of the usual length, 发给 you".getBytes(UTF_8);
    try (var socket = new DatagramSocket()) {
      var packet = new DatagramPacket(bytes, bytes.length, host.address());
      for (int i = 0; i < EACH; i++) socket.send(packet);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What the system dropped because the socket's buffer was full: the last column.
  private static long dropped(ChatHost host) throws IOException {
    String port = String.format(Locale.ROOT, ":%04X", host.address().getPort());
    for (String file : new String[] {"/proc/net/udp", "/proc/net/udp6"}) {
      for (String line : Files.readAllLines(Path.of(file))) {
        String[] words = line.strip().split("\\s+");
        if (words[1].endsWith(port)) return Long.parseLong(words[words.length - 1]);
      }
    }
    throw new AssertionError("no socket with port " + port);
  }
}
