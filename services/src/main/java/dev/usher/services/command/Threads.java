package dev.usher.services.command;

import dev.usher.kit.Deadlines;
import java.time.Duration;

/// Platform threads for what would hold the carrier of a virtual one: pipes, forks, `/proc`.
final class Threads {
  private static final int STACK = 128 * 1024; // bytes: these are shallow, and there are many

  private Threads() {}

  static Thread start(String name, Runnable task) {
    return Thread.ofPlatform().daemon().stackSize(STACK).name(name).start(task);
  }

  /// Waits for its end, also while interrupted: what it does must be done.
  static void join(Thread thread) {
    boolean _ = join(thread, Deadlines.NEVER);
  }

  /// The same, but no longer than this; whether it has ended.
  static boolean join(Thread thread, Duration within) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return thread.join(within);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }
}
