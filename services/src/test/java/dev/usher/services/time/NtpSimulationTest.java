package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// 10,000 measurements on networks, by clocks and with servers that are as bad as [NtpWorld] makes
/// them. A wrong one tells its seed: `new NtpWorld(seed).run(25)` plays it again.
class NtpSimulationTest {
  private static final int RUNS = 10_000;
  private static final int CLIENTS = 25; // on one network; more or fewer are slower
  private static final int BATCH = 40;

  @Test
  void inEveryRunTheTruthIsWithinTheError() throws Exception {
    int right = 0;
    int undecided = 0;
    try (ExecutorService worlds =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (long seed = 0; right < RUNS; seed += BATCH) {
        List<Future<List<NtpWorld.Outcome>>> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          NtpWorld world = new NtpWorld(seed + i);
          batch.add(worlds.submit(() -> world.run(CLIENTS)));
        }
        for (var world : batch) {
          for (NtpWorld.Outcome outcome : world.get()) {
            switch (outcome) {
              case RIGHT -> right++;
              case UNDECIDED -> undecided++;
            }
          }
        }
      }
    }
    assertThat(undecided).isLessThan(RUNS / 10);
  }
}
