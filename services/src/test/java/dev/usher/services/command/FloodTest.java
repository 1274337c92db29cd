package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.Defaults;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.services.Address;
import dev.usher.services.Doorway;
import dev.usher.testkit.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who floods commands and never reads, on a network where time is moved (C12).
class FloodTest {
  /// What it writes is more than fits into any buffer on the way.
  private static final String LINE = "yes 12345678 | head -c 1000000\n";

  private static final byte[] LINES = LINE.repeat(100).getBytes(UTF_8);

  /// What is read ahead, the piece in the reader's hands and that in the shell's, and what waits in
  /// the network.
  private static final int MOST_TAKEN = (16 + 2) * StreamSplitter.LONGEST + 64 * 1024;

  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
  private final AtomicLong taken = new AtomicLong();

  @TempDir Path folder;

  private Running open() throws Exception {
    return new TextDoor(folder.resolve("command.log"))
        .open(
            new Doorway(
                Address.tcp("127.0.0.1", 7514),
                Set.of(),
                event -> {
                  if (event instanceof ServerEvent.Closed(_, Ended why, _)) ends.add(why);
                },
                network,
                () -> network.elapsed().toNanos()));
  }

  private StreamConnection<byte[]> connect(Running door) throws Exception {
    return Client.at(door.address())
        .on(network)
        .deadlines(d -> d.write(Duration.ofDays(1)).idle(Duration.ofDays(1)))
        .connect();
  }

  /// Sends far more than the door may take.
  private Future<?> flood(StreamConnection<byte[]> client) {
    return network.start(() -> {
      while (taken.get() < 8L * MOST_TAKEN) {
        client.send(LINES);
        taken.addAndGet(LINES.length);
      }
      return null;
    });
  }

  private List<String> log() throws Exception {
    return Files.readAllLines(folder.resolve("command.log"));
  }

  private void awaitLog(int lines) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (log().size() < lines) {
      assertThat(System.nanoTime()).as("commands noted: %s", log()).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void whoFloodsAndNeverReadsIsHeldBackAndEndedAndHurtsNobody() throws Exception {
    try (var _ = LeakCheck.begin();
        var door = open()) {
      try (var deaf = connect(door);
          var other = connect(door)) {
        Future<?> flood = flood(deaf);
        awaitLog(1);
        network.settle(); // the door is stuck in the answer, and the flood in what is not taken
        assertThat(flood).isNotDone();
        assertThat(taken.get()).isBetween((long) LINES.length, (long) MOST_TAKEN);

        other.send("echo well\n".getBytes(UTF_8));
        assertThat(other.receive()).isEqualTo("well\n".getBytes(UTF_8));

        network.advance(Defaults.WRITE.minusMillis(1));
        assertThat(ends).isEmpty();
        network.advance(Duration.ofMillis(1));
        assertThat(ends.poll(60, TimeUnit.SECONDS))
            .isEqualTo(new Ended.TooSlow(Ended.Activity.SENDING));
        assertThatThrownBy(flood::get).hasCauseInstanceOf(EndedException.class);
        assertThat(taken.get()).isLessThanOrEqualTo(MOST_TAKEN);

        other.send("echo still well\n".getBytes(UTF_8));
        assertThat(other.receive()).isEqualTo("still well\n".getBytes(UTF_8));
        assertThat(log()).as("one of the flood's lines was run").hasSize(3);
      }
    }
  }
}
