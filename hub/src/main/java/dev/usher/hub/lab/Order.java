package dev.usher.hub.lab;

import dev.usher.kit.memory.Faults;
import java.time.Duration;
import java.util.List;

/// Datagrams that overtake each other and come twice, beside a stream that is cut everywhere.
final class Order implements Experiment {
  private static final int MESSAGES = 200;
  private static final long SEED = 1;
  private static final Faults BAD =
      Faults.none()
          .latency(Duration.ofMillis(20))
          .jitter(Duration.ofMillis(5))
          .duplication(0.1)
          .cutOneIn(2);

  @Override
  public String name() {
    return "order";
  }

  @Override
  public String question() {
    return "does what was sent first arrive first?";
  }

  @Override
  public Finding run() throws Exception {
    Numbered tcp = Numbered.overTcp(SEED, BAD, MESSAGES);
    Numbered udp = Numbered.overUdp(SEED, BAD, MESSAGES);
    Numbered again = Numbered.overUdp(SEED, BAD, MESSAGES);
    Numbered other = Numbered.overUdp(SEED + 1, BAD, MESSAGES);
    Table table = Table.of("over", "seed", "sent", "arrived", "late", "twice", "the first of them");
    table = row(table, "TCP", SEED, tcp);
    table = row(table, "UDP", SEED, udp);
    table = row(table, "UDP", SEED, again);
    table = row(table, "UDP", SEED + 1, other);
    return new Finding(
        table,
        List.of(
            Claim.equal("TCP: none comes after a later one", tcp.late(), 0),
            Claim.equal("and all come once", tcp.arrived().size() - tcp.twice(), MESSAGES),
            Claim.above("UDP: some do", udp.late(), 0),
            Claim.above("and some come twice", udp.twice(), 0),
            Claim.equal("the same seed: the same again", udp.alike(again), udp.arrived().size()),
            Claim.below("another seed: not", udp.alike(other), udp.arrived().size())),
        """
        Datagrams travel each by itself: one may be slower than the next, or be sent twice on the
        way. TCP numbers its bytes and hands them over in their order, each once, whatever happened
        to the packets; but where a read ends it does not promise. This network is in memory: its
        seed decides what happens to which packet, so that what a test saw once it can see again.
        """,
        List.of("docs/how-to/test-on-a-memory-network.md", "RFC 9293, 3.4", "RFC 8085, 3.3"));
  }

  private static Table row(Table table, String over, long seed, Numbered seen) {
    return table.row(
        over, seed, MESSAGES, seen.arrived().size(), seen.late(), seen.twice(), seen.toString());
  }
}
