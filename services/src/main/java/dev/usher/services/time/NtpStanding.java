package dev.usher.services.time;

import java.time.Duration;
import java.time.Instant;

/// What a server says of its own clock: all of an answer that is not about one request. The rules
/// are in docs/protocols/ntp.md.
///
/// @param stratum 0 while it is not synchronised
/// @param precision of the clock
/// @param rootDelay the way to the reference clock and back
/// @param rootDispersion how far the clock may be from the truth, and from what it tells, until the
///   next look
/// @param referenceId which clock this one follows
/// @param reference when it was last known to be right
record NtpStanding(
    Leap leap,
    int stratum,
    ClockPrecision precision,
    Duration rootDelay,
    Duration rootDispersion,
    int referenceId,
    NtpTimestamp reference) {
  private static final int LOCL = 'L' << 24 | 'O' << 16 | 'C' << 8 | 'L';
  private static final int LOCAL_CLOCK = 127 << 24 | 127 << 16 | 1 << 8 | 1;

  /// Nobody should believe it (rule N9). The reference is no word: with letters, this would be a
  /// kiss-o'-death.
  static NtpStanding unsynchronised(ClockPrecision precision) {
    return new NtpStanding(
        Leap.UNSYNCHRONISED, 0, precision, Duration.ZERO, precision.time(), 0, NtpTimestamp.NONE);
  }

  /// A clock that itself is what an isolated network agrees on: right by definition, but for the
  /// time it takes to read it (rule N10).
  static NtpStanding local(int stratum, ClockPrecision precision, Instant now) {
    return synchronised(Leap.NONE, stratum, precision, Duration.ZERO, now);
  }

  /// At stratum 1 the reference is four letters, and `LOCL` is a clock that nobody disciplines (RFC
  /// 5905, figure 12). Above, it reads as an IPv4 address, and 127.127.1.1 has long meant the
  /// machine's own clock there: it can be no server's address.
  ///
  /// @param error how wrong the clock may be
  static NtpStanding synchronised(
      Leap leap, int stratum, ClockPrecision precision, Duration error, Instant now) {
    return new NtpStanding(
        leap,
        stratum,
        precision,
        Duration.ZERO,
        error.plus(precision.time()),
        stratum == 1 ? LOCL : LOCAL_CLOCK,
        NtpTimestamp.of(now));
  }
}
