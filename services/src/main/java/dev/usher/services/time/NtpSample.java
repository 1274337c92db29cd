package dev.usher.services.time;

import java.time.Duration;

/// What one exchange with a server showed: its time against ours.
///
/// @param offset what must be added to our clock to have the server's time
/// @param error at most this far from the reference clock's time is that: half the way there and
///   back, by us and by the server to its reference, and what the clocks may have strayed
/// @param delay the way to the server and back
/// @param stratum 1 for a server with a reference clock of its own, one more for each server
///   between
/// @param leap what the end of this month brings
public record NtpSample(Duration offset, Duration error, Duration delay, int stratum, Leap leap) {
  /// The earliest offset that can be true.
  public Duration low() {
    return offset.minus(error);
  }

  /// The latest offset that can be true.
  public Duration high() {
    return offset.plus(error);
  }
}
