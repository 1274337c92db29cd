package dev.usher.services.time;

import java.time.Instant;

/// Where time comes from: the time of day, which somebody may set, and a counter, which nobody can.
/// Safe for several threads.
public interface TimeSource {
  /// This machine's.
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }
      };

  /// The time of day.
  Instant now();

  /// Nanoseconds since some moment, never backwards; only differences mean something.
  long nanos();
}
