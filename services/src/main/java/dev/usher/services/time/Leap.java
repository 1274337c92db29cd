package dev.usher.services.time;

/// What the end of this month brings, by the clock that was asked (RFC 5905 §7.3, figure 9). In the
/// order of the protocol's numbers.
public enum Leap {
  /// Nothing.
  NONE,
  /// The last minute has 61 seconds.
  INSERT,
  /// The last minute has 59 seconds.
  DELETE,
  /// The clock is not synchronised, and nobody should believe it.
  UNSYNCHRONISED
}
