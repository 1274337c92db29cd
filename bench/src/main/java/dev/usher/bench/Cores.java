package dev.usher.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Who runs where: the server alone on the first core, the load on the others, so that neither
/// takes time from the other. Where there is no `taskset`, or one core, the system decides.
final class Cores {
  /// The core of the servers.
  static final int SERVER = 0;

  static final int COUNT = Runtime.getRuntime().availableProcessors();

  private Cores() {}

  /// Moves this process to the load's cores; says whether that worked.
  static boolean pinLoad() throws IOException, InterruptedException {
    if (COUNT < 2) return false;
    String cores = COUNT == 2 ? "1" : "1-" + (COUNT - 1);
    String me = Long.toString(ProcessHandle.current().pid());
    try {
      Process pinning =
          new ProcessBuilder("taskset", "-a", "-c", "-p", cores, me)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectErrorStream(true)
              .start();
      return pinning.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// The command, on the server's core.
  static List<String> pinned(List<String> command) {
    List<String> whole = new ArrayList<>(List.of("taskset", "-c", Integer.toString(SERVER)));
    whole.addAll(command);
    return whole;
  }
}
