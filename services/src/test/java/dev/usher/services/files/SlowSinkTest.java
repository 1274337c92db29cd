package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.services.Address;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hub whose disk takes minutes over what it was sent is waited for.
@Timeout(60)
class SlowSinkTest {
  private static final int BLOCKS = 3;

  @TempDir Path folder;
  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch disk = new CountDownLatch(1);

  private void slowHub(StreamConnection<Frame> client) throws InterruptedException {
    client.send(Greeting.OURS);
    for (Frame frame : client) {
      switch (frame) {
        case Frame.Offer(int file, Entry _, long _) -> {
          client.send(new Frame.Want(file, 0, BLOCKS, List.of()));
          begun.countDown();
          disk.await();
        }
        case Frame.Piece piece -> {
          client.receiveBody(ByteBuffer.allocate(piece.length()));
          boolean last = piece.block() == BLOCKS - 1 && piece.hash().length > 0;
          if (!last) continue;
          client.send(new Frame.Refused(piece.file(), Trouble.FAILED, "all of it came"));
          client.send(new Frame.Over());
        }
        default -> {}
      }
    }
  }

  @Test
  void whoSendsWaitsForMinutes() throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[BLOCKS * Blocks.SIZE]);
    CompletableFuture<TransferEvent.Refused> told = new CompletableFuture<>();
    try (var hub = Server.tcp(0).framing(FrameFraming.INSTANCE).on(network).start(this::slowHub)) {
      Address at = Address.tcp("127.0.0.1", hub.port());
      Thread sender = Thread.startVirtualThread(() -> put(new FileClient(at, network), file, told));
      begun.await();
      network.advance(Duration.ofMinutes(9));
      disk.countDown();
      assertThat(told.get().text()).isEqualTo("all of it came");
      sender.join();
    }
  }

  private static void put(
      FileClient client, Path file, CompletableFuture<TransferEvent.Refused> told) {
    PutOptions options = new PutOptions("", Conflict.REFUSE, Durability.NONE, 1);
    try {
      client.put(
          List.of(file),
          options,
          event -> {
            if (event instanceof TransferEvent.Refused refused) told.complete(refused);
          });
    } catch (Exception e) {
      told.completeExceptionally(e);
    }
  }
}
