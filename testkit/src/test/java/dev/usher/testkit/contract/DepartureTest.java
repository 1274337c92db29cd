package dev.usher.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.testkit.Mischief;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How TCP peers go, and what is noticed of it.
@ExtendWith(Leakless.class)
class DepartureTest {
  @Test
  void aBusyHandlerLearnsOfAResetByAHelperThatReceives() throws Exception {
    Diary diary = new Diary();
    CompletableFuture<Ended> noticed = new CompletableFuture<>();
    try (Running server =
        Server.tcp(0)
            .framing(StreamFraming.lines())
            .events(diary)
            .start(client -> {
              CountDownLatch gone = new CountDownLatch(1);
              client.alongside(() -> {
                try {
                  client.receive();
                } catch (EndedException e) {
                  noticed.complete(e.ended());
                } finally {
                  gone.countDown();
                }
              });
              Wait.on(gone); // the work that nobody waits for any more
            })) {
      new Mischief.Reset(3).meet(server.address(), "hello".getBytes(UTF_8), Wait.LONGEST);
      assertThat(Wait.on(noticed)).isInstanceOf(Ended.Lost.class);
      assertThat(diary.ended()).isInstanceOf(Ended.Lost.class);
      assertThat(diary.all(ServerEvent.Failed.class)).isEmpty();
    }
  }

  @Test
  void aResetInsideAMessageIsALossAndNoFailure() throws Exception {
    Diary diary = new Diary();
    try (Running server =
        Server.tcp(0).framing(StreamFraming.lines()).events(diary).start(Venue.SHOUTING)) {
      new Mischief.Reset(3).meet(server.address(), "hello".getBytes(UTF_8), Wait.LONGEST);
      assertThat(diary.ended()).isInstanceOf(Ended.Lost.class);
      assertThat(diary.all(ServerEvent.Failed.class)).isEmpty();
    }
  }

  @Test
  void aLastAnswerOutlivesUnreadInputAlsoWhereAHelperReceives() throws Exception {
    String answer = "x".repeat(50_000);
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (Running server =
            Server.tcp(0)
                .framing(StreamFraming.lines())
                .deadlines(d -> d.linger(Wait.LONGEST))
                .start(client -> {
                  client.alongside(() -> {
                    client.receive();
                    enough.countDown();
                    client.receive();
                  });
                  Wait.on(enough);
                  for (int i = 0; i < 20; i++) client.send(answer);
                  sent.countDown();
                });
        StreamConnection<String> client =
            Client.at(server.address()).framing(StreamFraming.lines()).connect()) {
      client.send("first");
      Wait.on(sent);
      for (int i = 0; i < 20; i++) client.send(answer); // that nobody reads
      int got = 0;
      for (String message : client) {
        assertThat(message).isEqualTo(answer);
        got++;
      }
      assertThat(got).isEqualTo(20);
    }
  }
}
