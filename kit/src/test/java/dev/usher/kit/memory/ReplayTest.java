package dev.usher.kit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Server;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The promise: the seed fixes the cuts by link and offset, whatever the threads do.
class ReplayTest {
  private static final int BYTES = 400; // fewer than a conversation reads at once

  /// The offsets at which the reads of a server end, for bytes that were written in such pieces.
  private static List<Integer> cuts(long seed, int cutOneIn, int piece, int client)
      throws Exception {
    var network = MemoryNetwork.seeded(seed).faults(Faults.none().cutOneIn(cutOneIn));
    List<Integer> ends = new CopyOnWriteArrayList<>();
    try (var running =
        Server.tcp("127.0.0.1", 80)
            .on(network)
            .start(peer -> {
              int read = 0;
              for (byte[] chunk : peer) ends.add(read += chunk.length);
            })) {
      for (int before = 1; before < client; before++) {
        Client.at(running.address()).on(network).connect().close();
      }
      try (var last = Client.at(running.address()).on(network).connect()) {
        for (int sent = 0; sent < BYTES; sent += piece) {
          last.send(new byte[Math.min(piece, BYTES - sent)]);
        }
      }
      network.settle();
    }
    return ends;
  }

  @Property(tries = 50)
  void theSameSeedCutsAtTheSameOffsets(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int cutOneIn) throws Exception {
    assertThat(cuts(seed, cutOneIn, BYTES, 1)).isEqualTo(cuts(seed, cutOneIn, BYTES, 1));
  }

  @Property(tries = 50)
  void howItIsWrittenMovesNoCut(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int cutOneIn,
      @ForAll @IntRange(min = 1, max = BYTES) int piece)
      throws Exception {
    // A reader that is faster than the writer stops between two cuts too, but passes over none.
    assertThat(cuts(seed, cutOneIn, piece, 1)).containsAll(cuts(seed, cutOneIn, BYTES, 1));
  }

  @Test
  void otherSeedsAndOtherLinksAreCutElsewhere() throws Exception {
    Set<List<Integer>> different = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) different.add(cuts(seed, 20, BYTES, 1));
    for (int client = 2; client <= 20; client++) different.add(cuts(0, 20, BYTES, client));
    assertThat(different).hasSize(39);
  }

  @Test
  void cutsComeAboutAsOftenAsAskedFor() throws Exception {
    List<Integer> counts = new ArrayList<>();
    for (int seed = 0; seed < 50; seed++) counts.add(cuts(seed, 10, BYTES, 1).size());
    double average = counts.stream().mapToInt(Integer::intValue).average().orElseThrow();
    assertThat(average).isBetween(35.0, 45.0);
    assertThat(cuts(0, 1, BYTES, 1)).hasSize(BYTES);
    assertThat(cuts(0, 0, BYTES, 1)).containsExactly(BYTES);
  }
}
