package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Endings that are easily mistaken for others.
class EndingsTest {
  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private final List<Ended> endings = new CopyOnWriteArrayList<>();
  private final StreamServer<String> lines =
      Server.tcp(0)
          .framing(StreamFraming.lines(16))
          .on(network)
          .events(event -> {
            if (event instanceof ServerEvent.Closed closed) endings.add(closed.why());
          });

  private StreamConnection<byte[]> clientOf(Running running) throws Exception {
    return Client.at(running.address()).on(network).connect();
  }

  @Test
  void aDrainIsNotTheEndOfAnUpload() throws Exception {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (Running running =
            lines.start(
                (StreamHandler<String>)
                    client -> {
                      client.receive();
                      client.leaveFraming().input().transferTo(stored);
                    });
        var client = clientOf(running)) {
      client.send("PUT\n1234".getBytes());
      network.settle();
      var drain = network.start(() -> running.drain(Duration.ofSeconds(10)));
      network.settle();
      assertThat(drain).isNotDone();
      client.send("5678".getBytes());
      client.endSending();
      assertThat(drain.get().clean()).isTrue();
      assertThat(stored.toString()).isEqualTo("12345678");
    }
  }

  @Test
  void anUploadThatTheDrainCutsIsNotAWholeOne() throws Exception {
    try (Running running =
            lines.start(
                (StreamHandler<String>)
                    client -> {
                      client.leaveFraming().input().transferTo(new ByteArrayOutputStream());
                      throw new AssertionError("took half an upload for a whole one");
                    });
        var client = clientOf(running)) {
      client.send("1234".getBytes());
      network.settle();
      var drain = network.start(() -> running.drain(Duration.ofSeconds(10)));
      network.advance(Duration.ofSeconds(10));
      assertThat(drain.get().cut()).containsExactly(Map.entry(Ended.Activity.RECEIVING, 1));
      assertThat(endings).containsExactly(new Ended.Cut(Ended.Activity.RECEIVING));
    }
  }

  @Test
  void aPeerThatBreaksTheFramingAndIsLostIsNoFailureOfTheHandler() throws Exception {
    network.faults(link -> link.contains("→ client") ? Faults.none().resetAfter(3) : Faults.none());
    try (Running running =
            lines.start(client -> {
              for (String line : client) client.send(line);
            });
        var client = clientOf(running)) {
      client.send("one\ntwo\nthis line is much longer than sixteen\n".getBytes());
      network.settle();
      assertThat(endings).singleElement().isNotInstanceOf(Ended.Failed.class);
    }
  }

  @Test
  void aFailureWhoseCausesGoInACircleIsReported() throws Exception {
    RuntimeException one = new RuntimeException("one");
    one.initCause(new RuntimeException("two", one));
    try (Running running =
            lines.start(_ -> {
              throw one;
            });
        var client = clientOf(running)) {
      assertThat(client.receive()).isNull();
      client.endSending();
      network.settle();
      assertThat(endings).containsExactly(new Ended.Failed(one));
    }
  }

  @Test
  void aDeadlineLongerThanTimeItselfLeavesTheOthersAlone() throws Exception {
    Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
    try (Running running =
            lines
                .deadlines(d -> d.idle(forever).pace(new Pace(Duration.ofSeconds(5), 1_000)))
                .start(client -> client.receive());
        var client = clientOf(running)) {
      network.advance(Duration.ofDays(1));
      client.send("x".getBytes());
      network.advance(Duration.ofSeconds(6));
      network.advance(Defaults.LINGER);
      assertThat(endings).containsExactly(new Ended.TooSlow(Ended.Activity.RECEIVING));
    }
  }
}
