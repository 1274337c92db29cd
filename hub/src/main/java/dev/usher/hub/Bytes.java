package dev.usher.hub;

/// Numbers of bytes as people read them: three digits, never rounded up, in steps of 1000.
final class Bytes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final int STEP = 1_000;
  private static final int DIGITS = 3;

  private Bytes() {}

  /// As in `635 MB`.
  static String text(long bytes) {
    int unit = 0;
    long whole = bytes;
    long thousandths = 0;
    while (whole >= STEP) {
      thousandths = whole % STEP;
      whole /= STEP;
      unit++;
    }
    String digits = "" + whole;
    if (unit > 0 && whole < 100) {
      String behind = "" + (STEP + thousandths); // a 1, so that noughts are not lost
      digits += "." + behind.substring(1, 1 + DIGITS - digits.length());
    }
    return digits + " " + UNITS[unit];
  }
}
