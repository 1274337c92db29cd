package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.EndedException;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.StreamHandler;
import dev.usher.kit.Transport;
import dev.usher.testkit.Transcript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/// The loops of the linux transport: who shares one, and whose bytes are whose.
@EnabledOnOs(OS.LINUX)
@ExtendWith(Leakless.class)
class LinuxLoopTest {
  private static Running serve(StreamHandler<String> handler) throws IOException {
    return Server.tcp(0).on(Transport.linux()).framing(StreamFraming.lines()).start(handler);
  }

  private static StreamConnection<String> call(Running server) throws IOException {
    return Client.at(server.address()).framing(StreamFraming.lines()).connect();
  }

  @Test
  void whoKeepsItsThreadKeepsNobodyElse() throws Exception {
    int many = 2 * Runtime.getRuntime().availableProcessors(); // so that every loop has one
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch allCompute = new CountDownLatch(many);
    List<StreamConnection<String>> computing = new ArrayList<>();
    try (Running server =
        serve(client -> {
          for (String line : client) {
            if (line.equals("compute")) {
              allCompute.countDown();
              while (!over.get()) Thread.onSpinWait();
            }
            client.send(line);
          }
        })) {
      try {
        for (int i = 0; i < many; i++) {
          computing.add(call(server));
          computing.getLast().send("compute");
        }
        Wait.on(allCompute); // already a sign: each began while others of its loop computed
        Transcript.of("> hello\n< hello\n").play(server);
      } finally {
        over.set(true);
        for (StreamConnection<String> client : computing) {
          assertThat(client.receive()).isEqualTo("compute");
          client.close();
        }
      }
    }
  }

  @Test
  void aHandlersOwnThreadsAreRunWhereTheJdkRunsThem() throws Exception {
    CompletableFuture<String> handler = new CompletableFuture<>();
    CompletableFuture<String> child = new CompletableFuture<>();
    CompletableFuture<String> childAgain = new CompletableFuture<>();
    try (Running server =
            serve(client -> {
              Thread.startVirtualThread(() -> {
                child.complete(Thread.currentThread().toString());
                handler.join(); // which parks, so that it must be resumed
                childAgain.complete(Thread.currentThread().toString());
              });
              child.join();
              client.receive();
              handler.complete(Thread.currentThread().toString());
            });
        StreamConnection<String> client = call(server)) {
      client.send("go on");
      assertThat(Wait.on(handler)).contains("@usher loop");
      assertThat(Wait.on(child)).doesNotContain("@usher loop");
      assertThat(Wait.on(childAgain)).doesNotContain("@usher loop");
    }
  }

  /// Descriptors' numbers are used again at once: a late reader, writer or event of one connection
  /// must never touch the next.
  @Test
  void numbersThatAreUsedAgainMixNobody() throws Exception {
    int people = 8;
    int rounds = 300;
    AtomicInteger conversations = new AtomicInteger();
    try (Running server =
        serve(client -> {
          // From another thread, while this one reads or writes.
          if (conversations.getAndIncrement() % 3 == 0) client.alongside(client::close);
          try {
            for (String line : client) client.send(line);
          } catch (EndedException _) {
            // it was closed in the middle
          }
        })) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int person = 0; person < people; person++) {
        String name = "person " + person + " round ";
        all.add(Wait.run(() -> churn(server, name, rounds)));
      }
      int answered = 0;
      for (Future<Integer> one : all) answered += Wait.on(one);
      assertThat(answered).isPositive().isLessThan(people * rounds);
    }
  }

  /// Returns how many rounds were answered; an answer to somebody else fails.
  private static int churn(Running server, String name, int rounds) throws IOException {
    int answered = 0;
    for (int round = 0; round < rounds; round++) {
      try (StreamConnection<String> client = call(server)) {
        client.send(name + round);
        String answer = client.receive();
        if (answer == null) continue;
        assertThat(answer).isEqualTo(name + round);
        answered++;
      } catch (EndedException _) {
        // the server has closed it
      }
    }
    return answered;
  }
}
