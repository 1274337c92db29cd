package dev.usher.services.time;

import java.time.Duration;
import java.time.Instant;

/// The time that the doors tell: this machine's, but it never steps backwards. When somebody sets
/// the machine's clock back, this one goes on at half the speed until the machine has caught up,
/// and says how far it is ahead. Safe for several threads.
final class ServedClock {
  private static final int SLOWER = 2;

  private final TimeSource source;
  private Instant last = Instant.MIN;
  private long lastNanos;

  ServedClock(TimeSource source) {
    this.source = source;
  }

  /// @param time never before one that was told
  /// @param ahead how much later than the machine's it is: zero but after a step back
  /// @param nanos where the counter stood then
  record Reading(Instant time, Duration ahead, long nanos) {}

  synchronized Reading read() {
    Instant machine = source.now();
    long nanos = source.nanos();
    Instant told = machine;
    if (machine.isBefore(last)) {
      Instant slowed = last.plusNanos((nanos - lastNanos) / SLOWER);
      if (slowed.isAfter(machine)) told = slowed;
    }
    last = told;
    lastNanos = nanos;
    return new Reading(told, Duration.between(machine, told), nanos);
  }
}
