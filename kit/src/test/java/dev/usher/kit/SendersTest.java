package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Several threads at one connection, and one thread at several.
class SendersTest {
  private static final StreamFraming<String> LONG_LINES = StreamFraming.lines(1 << 25);

  /// Far more than the system holds for a client that does not read.
  private static final String FLOOD = "x".repeat(1 << 24);

  @Test
  void aReceiverDoesNotWaitBehindASenderThatIsStuck() throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    CompletableFuture<String> received = new CompletableFuture<>();
    try (Running server =
            Server.tcp(0)
                .framing(LONG_LINES)
                .start(client -> {
                  client.alongside(() -> {
                    sending.countDown();
                    client.send(FLOOD);
                  });
                  sending.await();
                  received.complete(client.receive());
                });
        var client = Client.at(server.address()).framing(LONG_LINES).connect()) {
      client.send(FLOOD); // taken although nobody reads the server's
      assertThat(received.get()).hasSize(FLOOD.length());
    }
  }

  @Test
  void theEndOfOneConversationIsNotThatOfAnotherWhichItsHelperSendsTo() throws Exception {
    CompletableFuture<Connection<String>> other = new CompletableFuture<>();
    CountDownLatch sending = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          if ("the other".equals(client.receive())) {
            other.complete(client);
            client.receive();
          } else {
            client.alongside(() -> {
              sending.countDown();
              other.join().send(FLOOD);
            });
            sending.await();
          }
        };
    try (Running server = Server.tcp(0).framing(LONG_LINES).start(handler);
        var receiver = Client.at(server.address()).framing(LONG_LINES).connect()) {
      receiver.send("the other");
      try (var ends = Client.at(server.address()).framing(LONG_LINES).connect()) {
        ends.send("one that ends");
        assertThat(ends.receive()).isNull();
      }
      assertThat(receiver.receive()).hasSize(FLOOD.length());
    }
  }

  @Test
  void whoSendsWhileAnotherThreadClosesIsToldByAValue() throws Exception {
    Wire wire = (Wire) MemoryNetwork.seeded(1);
    for (int i = 0; i < 2_000; i++) {
      Seam.Ends ends = Seam.Ends.of(wire);
      try (StreamPipe _ = ends.client()) {
        var conversation = Seam.lines(ends.server(), wire);
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        CountDownLatch sending = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
          try {
            while (true) {
              conversation.send("news");
              sending.countDown();
            }
          } catch (Throwable e) {
            told.complete(e);
          }
        });
        sending.await();
        Thread.startVirtualThread(() -> drink(ends.client()));
        conversation.close();
        assertThat(told.get()).isInstanceOf(EndedException.class);
      }
    }
  }

  private static void drink(StreamPipe pipe) {
    ByteBuffer cup = ByteBuffer.allocate(1_024);
    try {
      while (pipe.read(cup::clear) >= 0) {}
    } catch (IOException _) {
      // all is drunk
    }
  }
}
