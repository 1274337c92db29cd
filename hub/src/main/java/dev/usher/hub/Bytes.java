package dev.usher.hub;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers of bytes as people read them: three digits, never rounded up, in steps of 1000.
final class Bytes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final int STEP = 1_000;
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.DOWN);

  private Bytes() {}

  /// As in `635 MB`.
  static String text(long bytes) {
    int unit = 0;
    long whole = bytes;
    while (whole >= STEP) {
      whole /= STEP;
      unit++;
    }
    if (unit == 0) return bytes + " B";
    BigDecimal number = new BigDecimal(bytes).movePointLeft(3 * unit).round(DIGITS);
    return number.setScale(3 - ("" + whole).length(), RoundingMode.DOWN) + " " + UNITS[unit];
  }
}
