package dev.usher.kit.transport;

/// A transport's time.
public interface Timers {
  /// Nanoseconds since some moment in the past; never negative, never backwards.
  long nanos();

  /// Runs something short and never blocking once [#nanos] reaches a time.
  Cancel at(long nanos, Runnable task);

  /// Runs something short and never blocking within a millisecond or two of real time.
  void soon(Runnable task);

  /// Takes a timer back.
  @FunctionalInterface
  interface Cancel {
    /// Makes it not run, unless it has begun.
    void cancel();
  }
}
