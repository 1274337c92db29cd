package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.EndedException;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// A client that sends one question and waits for its answer, on a network that loses some.
final class Lockstep implements Experiment {
  private static final int QUESTIONS = 20;
  private static final double LOSS = 0.1;
  private static final long SEED = 1;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "lockstep";
  }

  @Override
  public String question() {
    return "send one, wait for one: what does a lost reply do?";
  }

  /// @param passed of the network's time
  private record Seen(int sent, int answered, Duration passed, boolean done) {
    Duration waited() {
      return done ? Duration.ZERO : passed;
    }
  }

  @Override
  public Finding run() throws Exception {
    Seen ever = forEver();
    Seen cured = cured();
    return new Finding(
        Table.of("client waits", "to ask", "sent", "answered", "passed", "then")
            .row("for ever", QUESTIONS, ever.sent, ever.answered, ever.passed, then(ever))
            .row(
                "for " + DEADLINE.toSeconds() + " s",
                QUESTIONS,
                cured.sent,
                cured.answered,
                cured.passed,
                then(cured)),
        List.of(
            Claim.below("without a deadline it is stuck", ever.answered, QUESTIONS),
            Claim.atLeast("and still waits after this time", ever.waited(), DAY),
            Claim.equal("with one all is answered", cured.answered, QUESTIONS),
            Claim.above("because it asks again", cured.sent, QUESTIONS)),
        """
        Nobody tells a UDP client that its question or the answer was lost. If all that it does is to
        wait, it waits for ever, here on a clock that can be moved by a day. A deadline turns the
        loss into something that it notices, and it asks again. The price: the server may get a
        question twice, so asking twice must do no harm.
        """,
        List.of(
            "docs/how-to/test-on-a-memory-network.md",
            "docs/decisions/0003-deadlines-are-the-kits.md",
            "RFC 8085, 3.3"));
  }

  private static String then(Seen seen) {
    return seen.done ? "all is done" : "it still waits";
  }

  private static Seen forEver() throws Exception {
    MemoryNetwork network = MemoryNetwork.seeded(SEED);
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    try (Running server = server(network);
        var client = client(network, server.address(), Deadlines.NEVER)) {
      Future<?> asking =
          network.start(() -> {
            for (int i = 0; i < QUESTIONS; i++) {
              sent.incrementAndGet();
              if (!answers(client)) return null;
              answered.incrementAndGet();
            }
            return null;
          });
      network.advance(DAY);
      return new Seen(sent.get(), answered.get(), network.elapsed(), asking.isDone());
    }
  }

  private static Seen cured() throws Exception {
    MemoryNetwork network = MemoryNetwork.seeded(SEED);
    try (Running server = server(network)) {
      Future<Seen> asking = network.start(() -> askAgain(network, server.address()));
      network.advance(DAY);
      return Loopback.done(asking);
    }
  }

  private static Seen askAgain(MemoryNetwork network, SocketAddress server) throws IOException {
    int sent = 0;
    int answered = 0;
    while (answered < QUESTIONS) {
      sent++;
      try (var client = client(network, server, DEADLINE)) {
        if (answers(client)) answered++;
      }
    }
    return new Seen(sent, answered, network.elapsed(), true);
  }

  /// Whether an answer came, and not the deadline before it.
  private static boolean answers(Connection<byte[]> client) {
    client.send(new byte[1]);
    try {
      return client.receive() != null;
    } catch (EndedException _) {
      return false;
    }
  }

  /// Answers everything; of its answers some are lost.
  private static Running server(MemoryNetwork network) throws IOException {
    Running server = Server.udp(0).on(network).answer(packet -> packet.reply(packet.content()));
    String replies = "127.0.0.1:" + server.port() + " ";
    network.faults(link -> link.startsWith(replies) ? Faults.none().loss(LOSS) : Faults.none());
    return server;
  }

  private static Connection<byte[]> client(
      MemoryNetwork network, SocketAddress server, Duration deadline) throws IOException {
    return Client.udp(server).on(network).deadlines(d -> d.idle(deadline)).connect();
  }
}
