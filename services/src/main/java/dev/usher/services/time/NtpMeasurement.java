package dev.usher.services.time;

import java.time.Duration;
import java.util.List;

/// How wrong our clock is.
///
/// @param offset what must be added to it, as it was when the measurement began: somebody may have
///   set it since
/// @param error at most this far from the truth is that, if most of the servers are right
/// @param best the sample that decided
/// @param clock the corrected time; read this instead of correcting anything by hand
/// @param reports what became of each server, in the order in which they were named
public record NtpMeasurement(
    Duration offset,
    Duration error,
    NtpSample best,
    CorrectedClock clock,
    List<NtpReport> reports) {
  /// Copies the list.
  public NtpMeasurement {
    reports = List.copyOf(reports);
  }
}
