package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.EndedException;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.services.Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadClientTest {
  @TempDir Path folder;

  private final List<TransferEvent> events = new ArrayList<>();

  private Path file(String name, int size) throws IOException {
    return Files.write(folder.resolve(name), Shop.content(size, size));
  }

  private static UploadClient client(int port) {
    return new UploadClient(Address.tcp("127.0.0.1", port));
  }

  @Test
  void theTutorialsServerGetsFilesWhole() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));
    // The long one last: that server takes for a whole header what comes at once, and a socket
    // that is full may part one.
    List<Path> files = List.of(file("空 1", 0), file("c.bin", 3), file("b", 1_000_000));
    try (var server = PlainPython.start(folder, PlainPython.SERVER, there.toString())) {
      int port = Integer.parseInt(server.line());
      TransferSummary summary = client(port).put(files, "你好\n", events::add);
      assertThat(summary.files()).isEqualTo(3);
      assertThat(summary.bytes()).isEqualTo(1_000_003);
      assertThat(server.line()).isEqualTo("你好");
      assertThat(server.line()).isEqualTo(" 0");
      assertThat(server.exit()).isZero();
    }
    for (Path each : files) {
      assertThat(there.resolve(each.getFileName())).hasSameBinaryContentAs(each);
    }
    assertThat(events).startsWith(new TransferEvent.Found(3, 1_000_003, true));
    var b = new TransferFile(2, "b", 1_000_000);
    assertThat(events)
        .containsSubsequence(
            new TransferEvent.Begun(b, 0),
            new TransferEvent.Moved(b, 262_144, 0, 0),
            new TransferEvent.Moved(b, 1_000_000, 0, 0));
  }

  @Test
  void whatIsNoFileIsRefusedAndTheOthersAreSent() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));
    try (var server = PlainPython.start(folder, PlainPython.SERVER, there.toString())) {
      int port = Integer.parseInt(server.line());
      List<Path> files = List.of(there, folder.resolve("none"), file("c", 3));
      TransferSummary summary = client(port).put(files, "", events::add);
      assertThat(summary.files()).isEqualTo(1);
      assertThat(summary.refused()).isEqualTo(2);
      assertThat(server.exit()).isZero();
    }
    assertThat(there.resolve("c")).hasSize(3);
    assertThat(events)
        .filteredOn(TransferEvent.Refused.class::isInstance)
        .extracting(e -> ((TransferEvent.Refused) e).trouble())
        .containsExactly(Trouble.NOT_A_FILE, Trouble.NOT_FOUND);
  }

  @Test
  void aFileThatBecomesShorterIsNotEndedByWhatFollows() throws Exception {
    Path shrinking = file("shrinking", 700_000);
    BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    var framing = StreamFraming.lengthPrefixed(4, ByteOrder.LITTLE_ENDIAN, UploadHeader.LONGEST);
    try (var server =
        Server.tcp(0)
            .framing(framing)
            .start(client -> {
              for (byte[] head : client) {
                UploadHeader header = UploadHeader.parse(head);
                try {
                  client.receiveBody(ByteBuffer.allocate((int) header.size()));
                  seen.add(header.name());
                } catch (EndedException e) {
                  seen.add("cut: " + header.name());
                  throw e;
                }
              }
            })) {
      List<Path> files = List.of(shrinking, file("c", 3));
      TransferSummary summary =
          client(server.port())
              .put(
                  files,
                  "",
                  event -> {
                    events.add(event);
                    if (event instanceof TransferEvent.Begun) cut(shrinking);
                  });
      assertThat(summary.refused()).isEqualTo(1);
      assertThat(List.of(next(seen), next(seen))).containsExactlyInAnyOrder("cut: shrinking", "c");
    }
    assertThat(events)
        .filteredOn(TransferEvent.Refused.class::isInstance)
        .singleElement()
        .extracting(e -> ((TransferEvent.Refused) e).trouble())
        .isEqualTo(Trouble.CHANGED);
  }

  private static Object next(BlockingQueue<Object> seen) throws InterruptedException {
    Object next = seen.poll(60, TimeUnit.SECONDS);
    return next == null ? "nothing" : next;
  }

  private static void cut(Path file) {
    try {
      Files.write(file, new byte[300_000]);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aServerThatLeavesInTheMiddleIsTold() throws Exception {
    Path large = file("large", 5_000_000);
    try (var server = Server.tcp(0).start(client -> {})) {
      assertThatThrownBy(() -> client(server.port()).put(List.of(large), "", events::add))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was lost");
    }
  }

  @Test
  void aMessageThatNoHeaderHoldsIsRefusedBeforeAnythingIsSent() throws Exception {
    Path c = file("c", 3);
    assertThatThrownBy(() -> client(1).put(List.of(c), "好".repeat(20_000), events::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the message is too long");
    assertThat(events).isEmpty();
  }
}
