package dev.usher.kit.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The loops of this process, one for each processor. They start with the first listener and last
/// as long as the process.
final class Loops {
  private static final Watchdog WATCHDOG = new Watchdog();
  private static final List<Loop> ALL = new ArrayList<>(); // kept, should one of them fail to open
  private static volatile @Nullable List<Loop> loops;

  private Loops() {}

  /// Starts them, unless they run.
  static void start() throws IOException {
    if (loops == null) startOnce();
  }

  private static synchronized void startOnce() throws IOException {
    if (loops != null) return;
    int processors = Runtime.getRuntime().availableProcessors();
    while (ALL.size() < processors) ALL.add(new Loop(WATCHDOG));
    loops = List.copyOf(ALL);
    WATCHDOG.start(ALL);
  }

  static Loop leastBusy() {
    List<Loop> all = loops;
    if (all == null) throw new IllegalStateException("no listener has started the loops");
    return all.stream().min(Comparator.comparingInt(Loop::load)).orElseThrow();
  }
}
