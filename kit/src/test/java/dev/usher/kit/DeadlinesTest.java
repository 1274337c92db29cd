package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Ended.Activity;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Deadlines by a clock that the test moves.
class DeadlinesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private final List<Ended> endings = new CopyOnWriteArrayList<>();
  private final ServerEvents events =
      event -> {
        if (event instanceof ServerEvent.Closed closed) endings.add(closed.why());
      };
  private final StreamServer<String> lines =
      Server.tcp(0).framing(StreamFraming.lines()).on(network).events(events);

  private StreamConnection<String> clientOf(Running running) throws Exception {
    return Client.at(running.address())
        .framing(StreamFraming.lines())
        .on(network)
        .deadlines(d -> d.idle(Deadlines.NEVER))
        .connect();
  }

  private static void echo(Connection<String> client) {
    for (String line : client) client.send(line);
  }

  @Test
  void anHourOfSilenceEndsAConversationAndNotASecondLess() throws Exception {
    Duration hour = Duration.ofHours(1);
    try (var running = lines.deadlines(d -> d.idle(hour)).start(DeadlinesTest::echo);
        var client = clientOf(running)) {
      client.send("hello");
      assertThat(client.receive()).isEqualTo("hello");

      network.advance(hour.minusNanos(1));
      assertThat(endings).isEmpty();
      network.advance(Duration.ofNanos(1));
      assertThat(client.receive()).isNull();
      assertThat(endings).containsExactly(new Ended.Idle(hour));
    }
  }

  @Test
  void everyMessageBuysAnotherHour() throws Exception {
    try (var running =
            lines.deadlines(d -> d.idle(Duration.ofHours(1))).start(DeadlinesTest::echo);
        var client = clientOf(running)) {
      for (int i = 0; i < 24; i++) {
        network.advance(Duration.ofMinutes(59));
        client.send("still here");
        assertThat(client.receive()).isEqualTo("still here");
      }
      assertThat(endings).isEmpty();
      assertThat(network.elapsed()).isEqualTo(Duration.ofMinutes(24 * 59));
    }
  }

  @Test
  void aHandlerThatWorksForADayIsNotIdle() throws Exception {
    CountDownLatch worked = new CountDownLatch(1);
    try (var running =
            lines.start(client -> {
              for (String line : client) {
                worked.await();
                client.send(line);
              }
            });
        var client = clientOf(running)) {
      client.send("work");
      network.advance(Duration.ofDays(1));
      worked.countDown();
      assertThat(client.receive()).isEqualTo("work");
      assertThat(endings).isEmpty();
    }
  }

  @Test
  void aPeerThatDripsIsEndedByItsPace() throws Exception {
    Pace pace = new Pace(Duration.ofSeconds(10), 1_000);
    try (var running = lines.deadlines(d -> d.pace(pace)).start(DeadlinesTest::echo);
        var client = clientOf(running)) {
      OutputStream drip = client.leaveFraming().output();
      for (int second = 0; second < 10; second++) {
        drip.write('x');
        network.advance(Duration.ofSeconds(1));
        assertThat(endings).as("after %s s", second + 1).isEmpty();
      }
      network.advance(Duration.ofMillis(10)); // what ten bytes have bought
      assertThat(endings).containsExactly(new Ended.TooSlow(Activity.RECEIVING));
    }
  }

  @Test
  void anHonestTransferThatIsSlowIsNotEnded() throws Exception {
    Pace pace = new Pace(Duration.ofSeconds(10), 1_000);
    int size = 600_000; // ten minutes, at this rate
    var blobs = StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, size);
    try (var running =
            Server.tcp(0)
                .framing(blobs)
                .on(network)
                .events(events)
                .deadlines(d -> d.pace(pace).idle(Duration.ofSeconds(10)))
                .start(client -> {
                  for (byte[] blob : client) client.send(new byte[] {(byte) (blob.length >> 8)});
                });
        var client = Client.at(running.address()).framing(blobs).on(network).connect()) {
      RawStream raw = client.leaveFraming();
      raw.output().write(new byte[] {0, (byte) (size >> 16), (byte) (size >> 8), (byte) size});
      for (int sent = 0; sent < size; sent += 1_000) {
        raw.output().write(new byte[1_000]);
        network.advance(Duration.ofSeconds(1));
      }
      assertThat(raw.input().readNBytes(5)).isEqualTo(new byte[] {0, 0, 0, 1, (byte) (size >> 8)});
      assertThat(endings).isEmpty();
    }
  }

  @Test
  void aPeerThatTakesNothingIsEndedByTheWriteDeadline() throws Exception {
    network.faults(link -> link.endsWith("client 1") ? Faults.none().stallAfter(0) : Faults.none());
    try (var running =
            lines
                .deadlines(d -> d.write(Duration.ofSeconds(30)))
                .start(client -> {
                  for (String line : client) {
                    for (int i = 0; i < 100; i++) client.send(line.repeat(1_000));
                  }
                });
        var client = clientOf(running)) {
      client.send("x");
      network.advance(Duration.ofSeconds(29));
      assertThat(endings).isEmpty();
      network.advance(Duration.ofSeconds(1));
      assertThat(endings).containsExactly(new Ended.TooSlow(Activity.SENDING));
    }
  }

  @Test
  void theWriteDeadlineMovesWithWhatThePeerTakes() throws Exception {
    int size = 300_000;
    int part = 20_000;
    try (var running =
            lines
                .deadlines(d -> d.write(Duration.ofSeconds(30)))
                .start(client -> {
                  for (String line : client) client.send(line, ByteBuffer.allocate(size));
                });
        var client = clientOf(running)) {
      RawStream raw = client.leaveFraming();
      raw.output().write("x\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(raw.input().readNBytes(2)).asString().isEqualTo("x\n");
      for (int taken = 0; taken < size; taken += part) {
        network.advance(Duration.ofSeconds(20));
        assertThat(raw.input().readNBytes(part).length).isEqualTo(part);
      }
      assertThat(endings).isEmpty();
    }
  }

  @Test
  void aSilentDatagramPeerIsForgotten() throws Exception {
    try (var running =
            Server.udp(0)
                .framing(PacketFraming.text())
                .on(network)
                .events(events)
                .start(DeadlinesTest::echo);
        var client =
            Client.udp(running.address()).framing(PacketFraming.text()).on(network).connect()) {
      client.send("hello");
      assertThat(client.receive()).isEqualTo("hello");
      assertThat(running.stats().open()).isEqualTo(1);
      network.advance(Defaults.PEER_IDLE);
      assertThat(running.stats().open()).isZero();
      assertThat(endings).containsExactly(new Ended.Idle(Defaults.PEER_IDLE));
    }
  }

  @Test
  void aConversationLastsByTheClockOfItsTransport() throws Exception {
    List<Duration> lasted = new CopyOnWriteArrayList<>();
    ServerEvents times =
        event -> {
          if (event instanceof ServerEvent.Closed closed) lasted.add(closed.lasted());
        };
    try (var running = lines.events(times).start(DeadlinesTest::echo)) {
      try (var client = clientOf(running)) {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("hello");
        network.advance(Duration.ofMinutes(5));
      }
      network.settle();
      assertThat(lasted).containsExactly(Duration.ofMinutes(5));
    }
  }

  @Test
  void aPeerThatTakesALittleNowAndThenIsEndedByItsPace() throws Exception {
    try (var running =
            lines
                .deadlines(d -> d.write(Duration.ofSeconds(30)).pace(new Pace(SECOND, 1_000_000)))
                .start(client -> {
                  for (String line : client) client.send(line, ByteBuffer.allocate(300_000));
                });
        var client = clientOf(running)) {
      RawStream raw = client.leaveFraming();
      raw.output().write("x\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(raw.input().readNBytes(2)).asString().isEqualTo("x\n");
      for (int second = 0; second < 30; second++) {
        assertThat(endings).as("after %s s", second).isEmpty();
        network.advance(SECOND);
        assertThat(raw.input().readNBytes(10)).hasSize(10);
      }
      network.advance(SECOND);
      assertThat(endings).containsExactly(new Ended.TooSlow(Activity.SENDING));
    }
  }
}
