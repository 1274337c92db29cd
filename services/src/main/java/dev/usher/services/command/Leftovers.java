package dev.usher.services.command;

import java.util.List;

/// Processes of commands whose hub was killed (C14).
final class Leftovers {
  private Leftovers() {}

  /// Ends them all.
  static void end() {
    Census all = Census.take(0);
    List<ProcessTable.Entry> orphans =
        all.entries().stream()
            .filter(e -> Tag.isOrphaned(all.tags().getOrDefault(e.pid(), "")))
            .toList();
    for (ProcessTable.Entry each : orphans) Signals.kill(each.pid());
  }
}
