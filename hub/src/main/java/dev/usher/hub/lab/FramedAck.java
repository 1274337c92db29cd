package dev.usher.hub.lab;

import java.time.Duration;
import java.util.List;

/// The first cure: the length goes ahead and waits for an acknowledgement.
final class FramedAck implements Experiment {
  private static final Duration CITY = Duration.ofMillis(2);
  private static final Duration OCEAN = Duration.ofMillis(100);

  @Override
  public String name() {
    return "framed-ack";
  }

  @Override
  public String question() {
    return "what does it cost to send the length and wait for an OK?";
  }

  @Override
  public Finding run() throws Exception {
    LengthTrial trial = new LengthTrial(true);
    LengthTrial.Result here = trial.onLoopback();
    LengthTrial.Result city = trial.away(CITY);
    LengthTrial.Result ocean = trial.away(OCEAN);
    int sent = LengthTrial.MESSAGES;
    return new Finding(
        Table.of("network", "round trip", "messages", "whole", "waits", "time")
            .row("loopback", "its own", sent, here.whole(), here.waits(), here.time())
            .row("simulated", CITY, sent, city.whole(), city.waits(), city.time())
            .row("simulated", OCEAN, sent, ocean.whole(), ocean.waits(), ocean.time()),
        List.of(
            Claim.equal("every message is whole", here.whole(), sent),
            Claim.above("it waits for each, and for the end", here.waits(), sent),
            Claim.equal("each wait is a round trip", ocean.time(), OCEAN.multipliedBy(sent + 1L))),
        """
        The length alone goes ahead, and the data only when the other side has said that it knows
        the length: then the two cannot be taken for one. It works, and every message waits for a
        round trip more. On loopback that is hardly felt; with distance the waiting becomes all of
        the time, and no faster line makes it less.
        """,
        List.of("docs/from-socketserver.md", "RFC 9293, 3.8"));
  }
}
