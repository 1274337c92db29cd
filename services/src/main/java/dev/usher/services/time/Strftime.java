package dev.usher.services.time;

import java.time.ZonedDateTime;
import java.util.List;

/// A format of C's `strftime`, as the GNU C library reads it in the C locale: every directive of
/// ISO C and the library's own, its flags `_ - 0 ^ #`, widths, and the modifiers `E` and `O`.
/// Whatever C echoes, this echoes: an unknown directive, one with a modifier that it cannot have, a
/// lone `%`.
///
/// ```java
/// Strftime.of("%a %e %B, %-H:%M").format(ZonedDateTime.now()); // Sat 21 November, 8:05
/// ```
///
/// Different from C, on purpose:
/// - a width is at most [#WIDEST], and a NUL in the format is refused;
/// - what the time zone is called (`%Z`) is read from the system's zone files where it has them,
///   for zones that [java.time.ZoneId] knows; otherwise it is Java's short English name, or for an
///   offset `UTC`, `+08`, `-0330`;
/// - a second 60 cannot be told, since [ZonedDateTime] has none.
///
/// An immutable value, safe for several threads.
public final class Strftime {
  /// The most that a directive can be widened to, in characters.
  public static final int WIDEST = 64;

  private final String format;
  private final List<Step> steps;

  private Strftime(String format) {
    this.format = format;
    steps = new StrftimeParser(format).parse();
  }

  /// Reads a format.
  ///
  /// @throws StrftimeException when it holds a NUL or a width over [#WIDEST]
  public static Strftime of(String format) {
    return new Strftime(format);
  }

  /// The time by this format.
  public String format(ZonedDateTime time) {
    StringBuilder out = new StringBuilder(2 * format.length() + 16);
    for (Step step : steps) step.append(time, out);
    return out.toString();
  }

  /// The format.
  @Override
  public String toString() {
    return format;
  }
}
