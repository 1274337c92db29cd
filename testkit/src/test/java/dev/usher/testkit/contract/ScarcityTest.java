package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.kit.Client;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.testkit.Mischief;
import dev.usher.testkit.Mischief.Head;
import dev.usher.testkit.Mischief.Oversize;
import dev.usher.testkit.Seen;
import dev.usher.testkit.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A server that has little, in a process of its own: few descriptors, a small heap.
@ExtendWith(Leakless.class)
class ScarcityTest {
  private static final int DESCRIPTORS = 64;

  private static void needsLinux() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc here: ulimit means little");
  }

  @Test
  void withoutDescriptorsAServerWaitsWithoutSpinningAndRecovers() throws Exception {
    needsLinux();
    List<StreamConnection<String>> clients = new ArrayList<>();
    try (Child child = new Child("ulimit -n " + DESCRIPTORS, "-Xmx64m")) {
      try {
        for (int i = 0; i < 2 * DESCRIPTORS; i++) clients.add(call(child, i));
        child.await("troubled");
        assertThatItDoesNotSpin(child);
        // The first are served as ever, and when they go the rest come in.
        for (int i = 0; i < clients.size(); i++) {
          assertThat(clients.get(i).receive()).isEqualTo("CLIENT " + i);
          close(clients.get(i));
        }
        Transcript.of("> all is well\n< ALL IS WELL\n").play(child.lines);
      } finally {
        clients.forEach(ScarcityTest::close);
      }
      assertThat(child.isAlive()).isTrue();
    }
  }

  private static void assertThatItDoesNotSpin(Child child) {
    // It tells of each attempt, so ten of them would come at once if it did not wait in between.
    long begun = whenTroubled(child);
    for (int i = 0; i < 9; i++) whenTroubled(child);
    assertThat(whenTroubled(child) - begun).isGreaterThan(500_000_000);
    Wait.until(() -> rests(child)); // which it does not at once, while it compiles
  }

  /// By the child's own clock: how soon we hear of it says nothing.
  private static long whenTroubled(Child child) {
    return Long.parseLong(child.await("troubled").split(" ")[1]);
  }

  /// Whether it had nothing to do in half of the time of some attempts.
  private static boolean rests(Child child) {
    long begun = System.nanoTime();
    Duration cpu = child.cpu();
    do child.await("troubled");
    while (System.nanoTime() - begun < 500_000_000);
    Duration worked = child.cpu().minus(cpu);
    return worked.multipliedBy(2).toNanos() < System.nanoTime() - begun;
  }

  private static StreamConnection<String> call(Child child, int i) throws IOException {
    StreamConnection<String> client =
        Client.at(child.lines)
            .framing(StreamFraming.lines())
            .deadlines(d -> d.idle(Wait.LONGEST).linger(Duration.ofMillis(500)))
            .connect();
    client.send("client " + i);
    return client;
  }

  private static void close(StreamConnection<String> client) {
    client.close();
  }

  @Test
  void aHugeMessageIsRefusedAtTheLimitAndCostsNoHeap() throws Exception {
    needsLinux();
    Transcript line = Transcript.of("> still served\n< STILL SERVED\n");
    Transcript length = Transcript.of("> \\x00\\x00\\x00\\x01x\\c\n< \\x00\\x00\\x00\\x01x\\c\n");
    try (Child child = new Child("true", "-Xmx24m")) {
      line.play(child.lines);
      length.play(child.lengths);
      attack(child);
      long before = child.heap();
      for (int round = 0; round < 3; round++) {
        List<Future<List<Seen>>> attackers = new ArrayList<>();
        for (int i = 0; i < 5; i++) attackers.add(Wait.run(() -> attack(child)));
        for (int i = 0; i < 20; i++) {
          line.play(child.lines);
          length.play(child.lengths);
        }
        for (Future<List<Seen>> attacker : attackers) {
          assertThat(Wait.on(attacker))
              .extracting(Seen::ending)
              .isSubsetOf(Seen.Ending.ENDED, Seen.Ending.BROKEN);
        }
      }
      // Soon: the last of them may not have left yet.
      Wait.until(() -> child.heap() - before < 1 << 20);
    }
  }

  /// A gigabyte each, of which nothing must be kept.
  private static List<Seen> attack(Child child) throws IOException {
    List<Seen> seen = new ArrayList<>();
    for (Head head : List.of(Head.LARGEST_INT, Head.ALL_ONES, Head.SIGN_BIT)) {
      seen.add(new Oversize(head, 1 << 30).meet(child.lengths, new byte[0], Wait.LONGEST));
    }
    Mischief endless = new Oversize(Head.LINE, 1 << 30);
    seen.add(endless.meet(child.lines, new byte[0], Wait.LONGEST));
    return seen;
  }
}
