package dev.usher.hub.lab;

import java.time.Duration;
import java.util.List;

/// The second cure: the length is packed before the data.
final class Framed implements Experiment {
  private static final Duration AWAY = Duration.ofMillis(100);

  @Override
  public String name() {
    return "framed";
  }

  @Override
  public String question() {
    return "what does it cost to pack the length before the data?";
  }

  @Override
  public Finding run() throws Exception {
    LengthTrial waiting = new LengthTrial(true);
    LengthTrial packing = new LengthTrial(false);
    LengthTrial.Result waited = waiting.onLoopback();
    LengthTrial.Result packed = packing.onLoopback();
    LengthTrial.Result waitedAway = waiting.away(AWAY);
    LengthTrial.Result packedAway = packing.away(AWAY);
    int sent = LengthTrial.MESSAGES;
    return new Finding(
        Table.of("length", "network", "messages", "whole", "waits", "time")
            .row("and wait", "loopback", sent, waited.whole(), waited.waits(), waited.time())
            .row("packed", "loopback", sent, packed.whole(), packed.waits(), packed.time())
            .row(
                "and wait",
                "simulated",
                sent,
                waitedAway.whole(),
                waitedAway.waits(),
                waitedAway.time())
            .row(
                "packed",
                "simulated",
                sent,
                packedAway.whole(),
                packedAway.waits(),
                packedAway.time()),
        List.of(
            Claim.equal("every message is whole", packed.whole(), sent),
            Claim.equal("it waits once, at the end", packed.waits(), 1),
            Claim.below("over a distance it is faster", packedAway.time(), waitedAway.time())),
        """
        The reader takes as many bytes as the length is long, then the length, then as many as it
        says, and leaves the rest for later: however the bytes were cut, the messages come out
        whole, and nobody waits. That is what the kit's lengthPrefixed does; it also refuses a
        length over its limit before it stores a byte.
        """,
        List.of(
            "docs/from-socketserver.md",
            "docs/how-to/test-on-a-memory-network.md",
            "RFC 9293, 3.8"));
  }
}
