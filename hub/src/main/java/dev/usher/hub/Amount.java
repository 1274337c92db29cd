package dev.usher.hub;

import java.math.BigDecimal;
import java.time.Duration;

/// A time as it was measured, with as many digits as its error lets mean something.
///
/// The error has two digits at most and is never rounded down: what was rounded off the value is
/// added to it, so the truth lies within what is shown if it lies within what was measured.
///
/// @param value with its sign, as in `+3.500012 s`
/// @param error as in `31 µs`
record Amount(String value, String error) {
  private static final long[] UNITS = {1, 1_000, 1_000_000, 1_000_000_000};
  private static final String[] NAMES = {"ns", "µs", "ms", "s"};

  static Amount of(Duration value, Duration error) {
    long nanos = value.toNanos();
    long quantum = 1;
    while (true) {
      long rounded = rounded(nanos, quantum);
      long bound = Math.ceilDiv(error.toNanos() + Math.abs(nanos - rounded), quantum);
      if (bound < 100) {
        String sign = rounded < 0 ? "-" : "+";
        return new Amount(
            sign + text(Math.abs(rounded), quantum), text(Math.max(bound, 1) * quantum, quantum));
      }
      quantum *= 10;
    }
  }

  /// A time that is no offset, with two digits that count.
  static String of(Duration time) {
    long nanos = time.toNanos();
    long quantum = 1;
    while (rounded(nanos, quantum) / quantum >= 100) quantum *= 10;
    return text(rounded(nanos, quantum), quantum);
  }

  /// Both, as in `+3.500012 s ± 31 µs`.
  String text() {
    return value + " ± " + error;
  }

  /// What it means that this must be added to a machine's clock, give or take the error.
  static String meaning(Duration offset, Duration error) {
    if (offset.abs().compareTo(error) <= 0) {
      return "this machine is right to within "
          + of(Duration.ZERO, offset.abs().plus(error)).error();
    }
    Amount amount = of(offset, error);
    String way = offset.isNegative() ? " ahead" : " behind";
    return "this machine is " + amount.value.substring(1) + way + ", ± " + amount.error;
  }

  private static long rounded(long nanos, long quantum) {
    return Math.floorDiv(nanos + quantum / 2, quantum) * quantum;
  }

  /// @param quantum a power of ten that divides the nanoseconds: the last digit's worth
  private static String text(long nanos, long quantum) {
    int unit = 0;
    while (unit < UNITS.length - 1 && Math.max(nanos, quantum) >= UNITS[unit + 1]) unit++;
    int decimals = 0;
    for (long digit = UNITS[unit]; digit > quantum; digit /= 10) decimals++;
    return BigDecimal.valueOf(nanos, 3 * unit).setScale(decimals).toPlainString()
        + " "
        + NAMES[unit];
  }
}
