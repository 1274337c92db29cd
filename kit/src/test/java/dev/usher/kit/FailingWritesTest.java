package dev.usher.kit;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A write that fails otherwise than sockets do: the system has no memory for it.
class FailingWritesTest {
  private static final OutOfMemoryError SCARCITY = new OutOfMemoryError("no direct memory");

  /// A pipe that cannot write.
  private static final class Full extends Seam {
    Full(StreamPipe pipe) {
      super(pipe);
    }

    @Override
    public void write(ByteBuffer from) {
      throw SCARCITY;
    }
  }

  @TempDir Path folder;

  private final MemoryNetwork network = MemoryNetwork.seeded(1);

  /// More than one buffer can hold, without using memory.
  private ByteBuffer tooMuch() throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve("much"), CREATE, READ, WRITE)) {
      return file.map(FileChannel.MapMode.READ_WRITE, 0, Integer.MAX_VALUE);
    }
  }

  @Test
  void ofAMessageWhoseBodyCannotBeGatheredNothingLeaves() throws Exception {
    Handler<String> handler =
        client -> {
          CompletableFuture<Throwable> refused = new CompletableFuture<>();
          client.alongside(() -> {
            try {
              ((StreamConnection<String>) client).send("head", tooMuch());
            } catch (ArithmeticException e) {
              refused.complete(e);
            }
            client.send("next");
          });
          refused.join();
          client.receive();
        };
    var lines = StreamFraming.lines();
    try (Running server = Server.tcp(0).framing(lines).on(network).start(handler);
        var client = Client.at(server.address()).framing(lines).on(network).connect()) {
      assertThat(client.receive()).isEqualTo("next");
    }
  }

  @Test
  void whatIsOfferedBehindTheLongestBodyIsBounded() throws Exception {
    CompletableFuture<Connection<String>> sender = new CompletableFuture<>();
    StreamHandler<String> handler =
        client -> {
          sender.complete(client);
          client.send("head", tooMuch());
        };
    var lines = StreamFraming.lines();
    try (Running server = Server.tcp(0).framing(lines).on(network).start(handler);
        var client = Client.at(server.address()).framing(lines).on(network).connect()) {
      assertThat(client.receive()).isEqualTo("head");
      assertThat(sender.join().offer("later")).isFalse();
    }
  }

  @Test
  void aSenderIsToldThatItsMessageIsLost() throws Exception {
    Wire wire = (Wire) network;
    Seam.Ends ends = Seam.Ends.of(wire);
    try (StreamPipe _ = ends.client()) {
      var conversation = Seam.lines(new Full(ends.server()), wire);
      CompletableFuture<Ended> told = new CompletableFuture<>();
      conversation.alongside(() -> {
        try {
          conversation.send("lost");
        } catch (EndedException e) {
          told.complete(e.ended());
        }
      });
      assertThat(told.get()).isEqualTo(new Ended.Failed(SCARCITY));
    }
  }
}
