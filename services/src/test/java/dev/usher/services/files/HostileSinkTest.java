package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.StreamConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that get, and ask or say what no honest one would.
class HostileSinkTest {
  private static final Frame HELLO = Greeting.OURS;
  private static final int LONG = 3 * Blocks.SIZE;

  @TempDir Path folder;

  private OpenHub open() throws Exception {
    return new OpenHub(folder.resolve("hub"), "tcp://127.0.0.1:0");
  }

  @Test
  void whatWasNotSentCannotBeStored() throws Exception {
    try (OpenHub hub = open()) {
      Files.createDirectories(folder.resolve("hub/files"));
      Files.write(folder.resolve("hub/files/long"), new byte[LONG]);
      try (StreamConnection<Frame> client =
          Client.at(hub.address()).framing(FrameFraming.INSTANCE).connect()) {
        client.send(HELLO);
        client.send(new Frame.Get(List.of("long")));
        while (!(client.receive() instanceof Frame.Offered)) {}
        client.send(new Frame.Want(0, 1, 1, List.of()));
        while (!(client.receive() instanceof Frame.Piece piece && piece.hash().length > 0)) {
          client.receiveBody(ByteBuffer.allocate(Pieces.SIZE));
        }
        client.receiveBody(ByteBuffer.allocate(Pieces.SIZE));
        client.send(
            new Frame.Stored(0, "x", new byte[Blocks.HASH], Durability.NONE, Instant.EPOCH, false));
        client.send(new Frame.Over());
        assertThat(client.receive()).isEqualTo(new Frame.Over());
      }
      hub.awaitEnd();
      assertThat(hub.failures()).isEmpty();
    }
  }

  @Test
  void aBlockThatCouldNotBeReadLeavesNothingInTheNext() throws Exception {
    byte[] content = Shop.content(LONG, 4);
    Path file = Files.createDirectories(folder.resolve("hub/files")).resolve("long");
    Files.write(file, content);
    try (OpenHub hub = open();
        StreamConnection<Frame> client =
            Client.at(hub.address()).framing(FrameFraming.INSTANCE).connect()) {
      client.send(HELLO);
      client.send(new Frame.Get(List.of("long")));
      while (!(client.receive() instanceof Frame.Offered)) {}
      client.send(new Frame.Want(0, 0, 1, List.of()));
      assertThat(lastHash(client)).isEqualTo(Shop.hash(content, 0));
      try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
        cut.truncate(LONG - Pieces.SIZE);
      }
      client.send(new Frame.Want(0, 2, 1, List.of()));
      assertThat(lastHash(client)).isEmpty();
      Files.write(file, content);
      client.send(new Frame.Want(0, 2, 1, List.of()));
      assertThat(lastHash(client)).isEqualTo(Shop.hash(content, 2));
    }
  }

  /// What the last piece of a block says of it; empty when it fails.
  private static byte[] lastHash(StreamConnection<Frame> client) throws Exception {
    while (client.receive() instanceof Frame.Piece piece) {
      client.receiveBody(ByteBuffer.allocate(piece.length()));
      if (piece.hash().length > 0) return piece.hash();
    }
    return new byte[0];
  }
}
