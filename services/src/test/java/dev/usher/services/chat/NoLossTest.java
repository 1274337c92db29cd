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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the system hands over is heard and recorded, however fast it comes (rule H8).
class NoLossTest {
  private static final int SENDERS = 4;
  private static final int EACH = 5_000; // in a round: in one go the system would drop the half
  private static final int ENOUGH = 100_000;

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
      long astrayBefore = astray();
      int sent = 0;
      while (heard.get() < ENOUGH) {
        sendAll(host);
        sent += SENDERS * EACH;
        long least = sent - (astray() - astrayBefore);
        int phase = batches.getPhase();
        while (heard.get() + dropped(host) < least) phase = batches.awaitAdvance(phase);
        assertThat(heard.get() + dropped(host)).isBetween(least, (long) sent);
      }
      System.out.println("chat: heard " + heard + ", the system dropped " + dropped(host));
      host.drain(Duration.ofMinutes(1));
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

  /// What the system dropped because the socket's buffer was full: the last column. Where other
  /// sockets come and go while it is listed, one may be left out.
  private static long dropped(ChatHost host) throws IOException {
    String port = String.format(Locale.ROOT, ":%04X", host.address().getPort());
    while (true) {
      for (String file : new String[] {"/proc/net/udp", "/proc/net/udp6"}) {
        for (String[] words : table(file)) {
          if (words[1].endsWith(port)) return Long.parseLong(words[words.length - 1]);
        }
      }
    }
  }

  /// What anybody's datagrams the system dropped before they were any socket's, since each
  /// processor has so many in hand: the second column. Linux before 6.4 does that to floods.
  private static long astray() throws IOException {
    long dropped = 0;
    for (String[] words : table("/proc/net/softnet_stat")) dropped += Long.parseLong(words[1], 16);
    return dropped;
  }

  private static List<String[]> table(String file) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .map(line -> line.strip().split("\\s+"))
        .toList();
  }
}
