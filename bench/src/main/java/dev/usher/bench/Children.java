package dev.usher.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The processes that the bench has started: none is left when it ends, however it ends.
final class Children {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Children::endAll));
  }

  private Children() {}

  static Process start(ProcessBuilder command) throws IOException {
    Process child = command.start();
    ALIVE.add(child);
    var _ = child.onExit().thenAccept(ALIVE::remove);
    return child;
  }

  /// At once, whatever they do.
  static void endAll() {
    for (Process each : ALIVE) end(each, ProcessHandle::destroyForcibly);
  }

  /// Ends a process and all that it started, so that a port is free and a file at rest.
  static void end(Process process) {
    end(process, ProcessHandle::destroy);
  }

  private static void end(Process process, Consumer<ProcessHandle> how) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(how);
    for (ProcessHandle each : all) each.onExit().join();
  }
}
