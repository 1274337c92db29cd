package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.StreamConnection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// How a conversation over a stream is closed from this side.
interface ClosingContract extends StreamVenue {
  /// A conversation, and the thread that receives in it.
  record Held(Connection<String> client, Thread receiver) {
    boolean waits() {
      return receiver.getState() == Thread.State.WAITING;
    }
  }

  @RepeatedTest(3)
  default void aPeerThatStaysSilentDoesNotHoldUpAConversationThatAnotherThreadCloses()
      throws Exception {
    Diary diary = new Diary();
    CompletableFuture<Held> held = new CompletableFuture<>();
    Handler<String> handler =
        client -> {
          client.receive();
          held.complete(new Held(client, Thread.currentThread()));
          client.receive();
        };
    try (Running server = serve(diary, handler);
        StreamConnection<String> client = call(server)) {
      client.send("hello");
      Held there = Wait.on(held);
      Wait.until(there::waits);
      var closing =
          Wait.run(() -> {
            there.client().close();
            return true;
          });
      assertThat(client.receive()).isNull(); // and says nothing
      passUntil(closing, SHORT);
      pass(SHORT);
      assertThat(diary.ended()).isEqualTo(new Ended.ByHandler());
      assertThatThrownBy(() -> sendForEver(client)).isInstanceOf(EndedException.class);
    }
  }

  private static void sendForEver(Connection<String> client) {
    while (true) client.send("is anybody there?");
  }

  @Test
  default void whatAHandlerHasAnsweredLeavesThoughItWasInterrupted() throws Exception {
    Handler<String> handler =
        client -> {
          client.send("answer to " + client.receive()); // and more is here already
          Thread.currentThread().interrupt();
        };
    try (Running server = serve(handler);
        StreamConnection<byte[]> client = callBare(server)) {
      client.send(StreamVenue.bytes("one\ntwo\n"));
      assertThat(StreamVenue.rest(client)).isEqualTo("answer to one\n");
    }
  }
}
