package dev.usher.bench;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The processes that the bench has started: none is left when it ends, however it ends.
final class Children {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().unstarted(() -> ALIVE.forEach(Process::destroyForcibly)));
  }

  private Children() {}

  static Process start(ProcessBuilder command) throws IOException {
    Process child = command.start();
    ALIVE.add(child);
    var _ = child.onExit().thenAccept(ALIVE::remove);
    return child;
  }
}
