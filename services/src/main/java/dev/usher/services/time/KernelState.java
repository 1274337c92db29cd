package dev.usher.services.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What the kernel knows of its clock (`adjtimex(2)`): whether some other program, such as chronyd
/// or systemd-timesyncd, keeps it right.
///
/// @param result what the call returned
/// @param status the bits of `STA_…`
/// @param maxError µs; the kernel itself lets it grow from one correction to the next
record KernelState(int result, int status, long maxError) {
  /// As good as a kernel that cannot be asked.
  static final KernelState UNKNOWN = new KernelState(-1, 0, 0);

  /// The kernel does not know of whom its time comes. So we claim little: any server with a source
  /// of its own is preferred to us, and we to a clock that only stands for an isolated network (see
  /// docs/decisions/0012-ntp-claims-little.md).
  static final int STRATUM = 8;

  private static final int INSERT = 1; // TIME_INS
  private static final int DELETE = 2; // TIME_DEL
  private static final int HAPPENING = 3; // TIME_OOP: the inserted second
  private static final int OVER = 4; // TIME_WAIT
  private static final int STA_UNSYNC = 0x40;
  private static final Duration GROWTH = Duration.ofNanos(500_000); // of maxError, in a second

  NtpStanding standing(ClockPrecision precision, Instant now) {
    if (result < 0 || result > OVER || (status & STA_UNSYNC) != 0) {
      return NtpStanding.unsynchronised(precision);
    }
    Duration error = Duration.of(maxError, ChronoUnit.MICROS).plus(GROWTH);
    return NtpStanding.synchronised(leap(), STRATUM, precision, error, now);
  }

  private Leap leap() {
    return switch (result) {
      case INSERT, HAPPENING -> Leap.INSERT;
      case DELETE -> Leap.DELETE;
      default -> Leap.NONE;
    };
  }
}
