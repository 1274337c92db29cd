package dev.usher.services.files;

/// Waiting for a thread that ends by itself, soon.
final class Threads {
  private Threads() {}

  /// Returns when it has ended. An interrupt meanwhile is kept for later.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
