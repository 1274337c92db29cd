package dev.usher.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// How far this machine can be trusted: what else ran on the server's core during the windows, what
/// the hypervisor took, and how long one and the same computation took in CPU time.
final class Noise {
  private final List<Double> others = new ArrayList<>();
  private final List<Double> stolen = new ArrayList<>();
  private final List<Double> computations = new ArrayList<>();
  private long state = 1;

  Noise() {
    for (int i = 0; i < 20; i++) compute(); // until it is compiled
    computations.clear();
  }

  /// One window is over.
  ///
  /// @param server seconds of CPU that the server took in it
  void window(Proc.Core before, Proc.Core after, double server, double seconds) {
    others.add(100 * Math.max(0, after.busy() - before.busy() - server) / seconds);
    stolen.add(100 * (after.stolen() - before.stolen()) / seconds);
    compute();
  }

  private void compute() {
    var threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 5_000_000; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    computations.add((threads.getCurrentThreadCpuTime() - begun) / 1e6);
  }

  @Override
  public String toString() {
    return """
    Noise, median (least to most) over all windows: others on the server's core %s %% of the time,
    taken by the hypervisor %s %%; the same computation took %s ms of CPU time.
    """
        .formatted(
            Spread.of(others).show("%.0f"),
            Spread.of(stolen).show("%.0f"),
            Spread.of(computations).show("%.1f"));
  }
}
