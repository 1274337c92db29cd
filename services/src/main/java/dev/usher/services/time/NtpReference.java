package dev.usher.services.time;

import java.time.Instant;

/// Where a server's [NtpStanding] comes from. Asked by one thread at a time, about once a second.
@FunctionalInterface
interface NtpReference {
  /// How it stands now.
  NtpStanding look(ClockPrecision precision, Instant now);

  /// A person says that this clock is what the network agrees on.
  static NtpReference local(int stratum) {
    return (precision, now) -> NtpStanding.local(stratum, precision, now);
  }

  /// What the kernel knows, where it can be asked.
  static NtpReference kernel() {
    return (precision, now) -> KernelClock.state().standing(precision, now);
  }
}
