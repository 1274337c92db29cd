package dev.usher.services;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers, sizes and times as people write them.
final class Quantity {
  private static final Pattern BYTES = Pattern.compile("(\\d{1,15})([kMGT]?)");
  private static final Pattern TIME = Pattern.compile("(\\d{1,7})(ms|[smhd])");
  private static final int STEP = 1024;
  private static final int DAYS = 9_999;
  private static final Duration LONGEST = Duration.ofDays(DAYS); // and can be counted in ns

  private Quantity() {}

  static int whole(String name, String text, int least, int most) throws AddressException {
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) return number;
    }
    throw wrong(name, text, "is not a number from " + least + " to " + most);
  }

  static long bytes(String name, String text, long least, long most) throws AddressException {
    Matcher matcher = BYTES.matcher(text);
    if (matcher.matches()) {
      long size = Long.parseLong(matcher.group(1));
      int steps = " kMGT".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
      for (int i = 0; i < steps && size <= most; i++) size *= STEP;
      if (size >= least && size <= most) return size;
    }
    throw wrong(
        name,
        text,
        "is not a number of bytes like 64k or 16M, " + size(least) + " to " + size(most));
  }

  private static String size(long bytes) {
    int unit = 0;
    long whole = bytes;
    for (; whole > 0 && whole % STEP == 0 && unit < 4; unit++) whole /= STEP;
    return whole + " kMGT".substring(unit, unit + 1).strip();
  }

  static Duration time(String name, String text) throws AddressException {
    Matcher matcher = TIME.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration time =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (time.isPositive() && time.compareTo(LONGEST) <= 0) return time;
    }
    throw wrong(name, text, "is not a time like 500ms, 30s or 5m, at most " + DAYS + "d");
  }

  static boolean flag(String name, String text) throws AddressException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, text, "is neither true nor false");
    };
  }

  private static AddressException wrong(String name, String text, String why) {
    return new AddressException(name + "=" + text + " " + why);
  }
}
