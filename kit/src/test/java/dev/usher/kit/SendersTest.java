package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several threads at one connection, and one thread at several.
@Timeout(30)
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
      assertThat(received.get(20, TimeUnit.SECONDS)).hasSize(FLOOD.length());
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
}
