package dev.usher.kit.linux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A thread's right to serve a loop. It can be taken away during a task, and by nobody else at any
/// other time. Each right is an object of its own and each task has a number, so that nobody takes
/// an old state for the present one.
final class Carrier {
  private static final VarHandle STATE;
  private static final long DISPLACED = -1;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Carrier.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long state; // odd during a task

  /// @param state even, and more than any task of the loop so far
  Carrier(long state) {
    this.state = state;
  }

  /// Runs a task; false when the loop has another carrier now.
  boolean run(Runnable task) {
    long before = (long) STATE.getOpaque(this);
    STATE.setRelease(this, before + 1);
    try {
      task.run();
    } catch (Throwable e) { // no conversation's: those catch their own
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
    return STATE.compareAndSet(this, before + 1, before + 2);
  }

  /// What it does; the same number twice means the same task.
  long state() {
    return state;
  }

  static boolean isTask(long state) {
    return state > 0 && (state & 1) == 1;
  }

  /// Takes the loop away from it, if it is still at this task.
  boolean displace(long task) {
    return STATE.compareAndSet(this, task, DISPLACED);
  }
}
