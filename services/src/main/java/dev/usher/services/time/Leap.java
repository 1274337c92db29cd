package dev.usher.services.time;

/// What the end of this month brings, by the clock that was asked (RFC 5905 §7.3, figure 9).
public enum Leap {
  /// Nothing.
  NONE(0),
  /// The last minute has 61 seconds.
  INSERT(1),
  /// The last minute has 59 seconds.
  DELETE(2),
  /// The clock is not synchronised, and nobody should believe it.
  UNSYNCHRONISED(3);

  private static final Leap[] BY_CODE = values(); // whose order is that of the codes

  private final int code;

  Leap(int code) {
    this.code = code;
  }

  /// The protocol's number for it.
  int code() {
    return code;
  }

  /// @param code 0 to 3
  static Leap of(int code) {
    return BY_CODE[code];
  }
}
