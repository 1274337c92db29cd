package dev.usher.services.time;

import java.time.Duration;

/// What became of one server that was asked.
public sealed interface NtpVerdict {
  /// It agrees with the majority.
  ///
  /// @param best its sample with the smallest error now, which is the one with the smallest delay
  ///   unless much time has passed since
  /// @param samples how many exchanges went well
  record Believed(NtpSample best, int samples) implements NtpVerdict {}

  /// Its time cannot be true when that of the majority is, or there is no majority: two servers
  /// that disagree outvote each other.
  record Outvoted(NtpSample best) implements NtpVerdict {}

  /// It says itself that its clock is not synchronised.
  record Unsynchronised() implements NtpVerdict {}

  /// It may be wrong by more than can be of use: 1.5 s.
  record TooVague(Duration error) implements NtpVerdict {}

  /// It asked us to go away, or to come less often before it had answered once (a kiss-o'-death,
  /// RFC 5905 §7.4).
  ///
  /// @param code four letters at most, such as `DENY` and `RATE`
  record Kissed(String code) implements NtpVerdict {}

  /// No valid answer came.
  ///
  /// @param asked how often it was asked
  /// @param refused how many packets came from it that did not answer what was asked
  record Silent(int asked, int refused) implements NtpVerdict {}

  /// It cannot be asked: its name is not known, or the system knows that nobody is there.
  record Unreachable(String reason) implements NtpVerdict {}
}
