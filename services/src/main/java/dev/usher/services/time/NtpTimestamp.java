package dev.usher.services.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A moment as NTP writes it (RFC 5905 §6): 32 bits of seconds since 1900 and 32 bits of fraction.
///
/// The seconds wrap every 136 years, next in 2036, so alone it does not say which year it means:
/// [#near] tells, and [#since] is right between any two that are less than 68 years apart.
///
/// @param bits the seconds in the upper half; 0 means that the moment is not known
record NtpTimestamp(long bits) {
  /// Not known.
  static final NtpTimestamp NONE = new NtpTimestamp(0);

  private static final long UNIX_EPOCH = 2_208_988_800L; // 1970 in seconds since 1900
  private static final long NANOS = 1_000_000_000L;

  /// This moment to a quarter of a nanosecond, which is as good as it was.
  static NtpTimestamp of(Instant moment) {
    long fraction = ((long) moment.getNano() << 32) / NANOS;
    long bits = (moment.getEpochSecond() + UNIX_EPOCH) << 32 | fraction;
    return bits == 0 ? new NtpTimestamp(1) : new NtpTimestamp(bits); // the wrap itself is known
  }

  /// The moment that it means for somebody whose clock is less than 68 years wrong.
  Instant near(Instant clock) {
    Instant second = clock.truncatedTo(ChronoUnit.SECONDS);
    return second.plus(since(of(second)));
  }

  /// How much later than the other it is; negative when it is earlier.
  Duration since(NtpTimestamp earlier) {
    long units = bits - earlier.bits; // of 2^-32 s, and right over a wrap
    return Duration.ofSeconds(units >> 32, nanos(units & 0xffff_ffffL));
  }

  /// Of a fraction, rounded.
  private static long nanos(long fraction) {
    return (fraction * NANOS + (1L << 31)) >>> 32;
  }
}
