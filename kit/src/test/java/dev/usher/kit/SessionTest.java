package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Ended.Activity;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A session whose server stops at awkward moments.
class SessionTest {
  private final Wire wire = (Wire) MemoryNetwork.seeded(1);

  @Test
  void whoIsCutBeforeItBeginsIsInterruptedToo() throws Exception {
    Seam.Ends ends = Seam.Ends.of(wire);
    Roster roster = new Roster(1, 1);
    Roster.Permit permit = Objects.requireNonNull(roster.awaitPermit());
    Connection.Task handler = () -> new CountDownLatch(1).await();
    try (StreamPipe _ = ends.client()) {
      var session =
          new Session(
              permit,
              new Counters(ServerEvents.none()),
              () -> new Session.Guest(Seam.lines(ends.server(), wire), handler));
      assertThat(permit.seat(session)).isTrue();
      session.cut();
      wire.thread("a session", session).start();
      roster.await(() -> roster.open() == 0);
      assertThat(session.ended()).isEqualTo(new Ended.Cut(Activity.WORKING));
    }
  }
}
