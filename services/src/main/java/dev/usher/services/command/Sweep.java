package dev.usher.services.command;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Ends all processes of a command (C13): looks who there is, kills them, and looks again until
/// there is nobody. Blocks, so it runs on a platform thread.
final class Sweep {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
  private static final int LEAST_LOOKS = 100; // the machine may stand still for all that time
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
  private static final ProcessTable.Entry NOBODY = new ProcessTable.Entry(0, 0, 0, 0, 0);
  private static final ProcessTable.Entry HUB = hub();

  private Sweep() {}

  private static ProcessTable.Entry hub() {
    var entry = ProcessTable.entry(ProcessHandle.current().pid());
    return entry == null ? NOBODY : entry;
  }

  /// Ends them.
  ///
  /// @param shell the process id of the command's shell, also when that is gone
  /// @return how many are still there, since the system does not let them go
  static int end(String tag, Process shell) {
    long until = System.nanoTime() + PATIENCE;
    for (int look = 1; true; look++) {
      List<ProcessTable.Entry> found = Census.fresh(HUB.started()).of(tag, shell.pid());
      found = found.stream().filter(e -> e.pid() != HUB.pid()).toList();
      boolean over = look >= LEAST_LOOKS && System.nanoTime() > until;
      if (found.isEmpty() || over) return found.size();
      kill(found);
      LockSupport.parkNanos(PAUSE);
    }
  }

  static void kill(List<ProcessTable.Entry> found) {
    found.stream()
        .mapToLong(ProcessTable.Entry::group)
        .distinct()
        .filter(group -> group > 1 && group != HUB.group())
        .forEach(Signals::killGroup);
    for (ProcessTable.Entry each : found) Signals.kill(each.pid());
  }
}
