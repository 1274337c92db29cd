package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.services.Address;
import dev.usher.services.Doorway;
import dev.usher.testkit.LeakCheck;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who says nothing while a command runs has not gone (C11), on a network where time is moved.
class SilenceTest {
  private final MemoryNetwork network = MemoryNetwork.seeded(1);

  @TempDir Path folder;

  private Running open(String address) throws Exception {
    var door = new TextDoor(folder.resolve("command.log"));
    Address at = Address.parse(address, door.addresses()).getFirst();
    return door.open(
        new Doorway(at, Set.of(), ServerEvents.none(), network, () -> network.elapsed().toNanos()));
  }

  private Connection<byte[]> connect(Running door, String address) throws Exception {
    return address.startsWith("udp")
        ? Client.udp(door.address()).on(network).deadlines(d -> d.idle(Deadlines.NEVER)).connect()
        : Client.at(door.address()).on(network).deadlines(d -> d.idle(Deadlines.NEVER)).connect();
  }

  /// A pipe with a name, which is open, so that neither end waits for the other.
  private FileChannel pipe(Path path) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:7514", "udp://127.0.0.1:7514"})
  void whoWaitsForALongAnswerGetsItAndThoseBehindIt(String address) throws Exception {
    Path path = folder.resolve("pipe");
    try (var _ = LeakCheck.begin();
        var pipe = pipe(path);
        var door = open(address + "?leave=1ms&time=1h");
        var client = connect(door, address)) {
      for (String each : List.of("read x <" + path + "; echo $x\n", "echo after\n")) {
        client.send(each.getBytes(UTF_8));
      }
      network.advance(Duration.ofMinutes(30));
      pipe.write(ByteBuffer.wrap("well\n".getBytes(UTF_8)));
      assertThat(client.receive()).isEqualTo("well\n".getBytes(UTF_8));
      assertThat(client.receive()).isEqualTo("after\n".getBytes(UTF_8));
    }
  }

  @Test
  void whoLeavesDuringALongAnswerIsMissed() throws Exception {
    Orphans sleep = new Orphans();
    try (var _ = LeakCheck.begin();
        var door = open("tcp://127.0.0.1:7514?leave=1ms&time=1h")) {
      try (var client = connect(door, "tcp")) {
        client.send(("sleep " + sleep.seconds()).getBytes(UTF_8));
        sleep.await(1);
        network.advance(Duration.ofMinutes(30));
        assertThat(sleep.alive()).hasSize(1);
      }
      sleep.await(0);
    }
  }
}
