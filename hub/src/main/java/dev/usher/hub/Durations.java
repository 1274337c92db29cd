package dev.usher.hub;

import dev.usher.kit.Deadlines;
import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Times as people write them: `500ms`, `1s`, `1.5s`, `2m`, `1h`.
final class Durations implements ITypeConverter<Duration> {
  private static final int LONGEST = 12; // characters: no time that anybody waits needs more

  @Override
  public Duration convert(String text) {
    int unit = 0;
    while (unit < text.length() && isOfNumber(text.charAt(unit))) unit++;
    long millis =
        switch (text.substring(unit)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 0;
        };
    if (millis > 0 && text.length() <= LONGEST) {
      try {
        BigDecimal number = new BigDecimal(text.substring(0, unit));
        var time = Duration.ofMillis(number.multiply(BigDecimal.valueOf(millis)).longValue());
        if (time.compareTo(Deadlines.NEVER) < 0) return time; // longer ones cannot be counted
      } catch (NumberFormatException _) {
        // no number, or two points in it: told below
      }
    }
    throw new TypeConversionException("\"" + text + "\" is not a time like 500ms, 1s or 2m");
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  /// The time as a person would write it.
  static String text(Duration time) {
    long millis = time.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
