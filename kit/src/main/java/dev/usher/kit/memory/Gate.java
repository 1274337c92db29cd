package dev.usher.kit.memory;

import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A lock, and the waiting for what it guards.
final class Gate {
  private final ReentrantLock lock;
  private final Condition changed;
  private final Agenda agenda;
  private int waiting; // and not roused since
  private long changes;

  Gate(Agenda agenda, ReentrantLock lock) {
    this.agenda = agenda;
    this.lock = lock;
    changed = lock.newCondition();
  }

  Gate(Agenda agenda) {
    this(agenda, new ReentrantLock());
  }

  /// Something that may fail.
  @FunctionalInterface
  interface Work<T extends @Nullable Object, E extends Exception> {
    T run() throws E;
  }

  /// Does something under the lock.
  <T extends @Nullable Object, E extends Exception> T locked(Work<T, E> work) throws E {
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  /// Changes something that others wait for.
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changes++;
      agenda.rouse(waiting);
      waiting = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits under the lock, until a [#change] has made it true.
  ///
  /// @param doing what fails when the thread is interrupted
  void await(String doing, BooleanSupplier until) throws InterruptedIOException {
    try {
      while (!until.getAsBoolean()) {
        long before = changes;
        waiting++;
        try {
          changed.await();
        } finally {
          if (changes == before) waiting--;
          else agenda.awake();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var failure = new InterruptedIOException("interrupted while " + doing);
      failure.initCause(e);
      throw failure;
    }
  }
}
