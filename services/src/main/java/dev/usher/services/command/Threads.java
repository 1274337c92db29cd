package dev.usher.services.command;

/// Platform threads for what would hold the carrier of a virtual one: pipes, forks, `/proc`.
final class Threads {
  private static final int STACK = 128 * 1024; // bytes: these are shallow, and there are many

  private Threads() {}

  static Thread start(String name, Runnable task) {
    return Thread.ofPlatform().daemon().stackSize(STACK).name(name).start(task);
  }

  /// Waits for its end, also while interrupted: what it does must be done.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
