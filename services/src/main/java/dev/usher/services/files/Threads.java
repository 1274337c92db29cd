package dev.usher.services.files;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Threads that end by themselves, soon, and those who wait for them.
final class Threads {
  private Threads() {}

  /// A piece of work with a file.
  interface Work<T> extends Callable<T> {
    @Override
    T call() throws StoreException;
  }

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

  /// Does it where no interrupt reaches it, which would make Java close the file in its hands, for
  /// all who share it. An interrupt meanwhile is kept for later.
  static <T> T apart(String name, Work<T> work) throws StoreException {
    FutureTask<T> task = new FutureTask<>(work);
    join(Thread.ofVirtual().name(name).start(task));
    if (task.state() == FutureTask.State.SUCCESS) return task.resultNow();
    switch (task.exceptionNow()) {
      case StoreException e -> throw e;
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
