package dev.usher.hub.lab;

import dev.usher.kit.memory.Faults;
import java.time.Duration;
import java.util.List;

/// Messages through a network that loses packets.
final class Loss implements Experiment {
  private static final int MESSAGES = 200;
  private static final long SEED = 1;
  private static final Faults BAD =
      Faults.none().latency(Duration.ofMillis(20)).loss(0.2).cutOneIn(2);

  @Override
  public String name() {
    return "loss";
  }

  @Override
  public String question() {
    return "does everything that was sent arrive?";
  }

  @Override
  public Finding run() throws Exception {
    Numbered udp = Numbered.overUdp(SEED, BAD, MESSAGES);
    Numbered again = Numbered.overUdp(SEED, BAD, MESSAGES);
    Resending.Result resent = new Resending(SEED, BAD).send(MESSAGES);
    Numbered tcp = Numbered.overTcp(SEED, BAD, MESSAGES);
    return new Finding(
        Table.of("over", "messages", "packets sent", "arrived", "missing")
            .row("UDP", MESSAGES, MESSAGES, udp.different(), MESSAGES - udp.different())
            .row(
                "UDP, sent again",
                MESSAGES,
                resent.packets(),
                resent.arrived(),
                MESSAGES - resent.arrived())
            .row("TCP", MESSAGES, "-", tcp.different(), MESSAGES - tcp.different()),
        List.of(
            Claim.below("UDP: not all arrive", udp.different(), MESSAGES),
            Claim.equal("the same seed: the same are lost", udp.alike(again), udp.different()),
            Claim.equal("sent again until acknowledged: all do", resent.arrived(), MESSAGES),
            Claim.above("at the price of more packets", resent.packets(), MESSAGES),
            Claim.equal("TCP: all arrive, in order", tcp.different() - tcp.late(), MESSAGES)),
        """
        A network may lose a packet and owes nobody an apology. Over UDP that is your affair: the
        second row numbers its messages, has them acknowledged, and after a deadline sends again
        what was not. TCP does this for every byte, inside the system, so that a program never sees
        a loss and only waits longer; this simulated network leaves it out for streams, too, and
        cuts them instead. A video call had rather lose the past than wait for it: that is UDP's use.
        """,
        List.of("docs/how-to/test-on-a-memory-network.md", "RFC 9293, 3.8.1", "RFC 8085, 3.3"));
  }
}
