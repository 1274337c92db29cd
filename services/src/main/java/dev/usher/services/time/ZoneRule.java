package dev.usher.services.time;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rule of POSIX for a time zone, as in `IST-1GMT0,M10.5.0,M3.5.0/1`: two names, each with how
/// far it is behind UTC, and when they change, which is left to Java.
final class ZoneRule {
  private static final String NAME = "([A-Za-z]{3,}|<[^>]*>)";
  private static final String BEHIND = "([-+]?)(\\d{1,3})(?::(\\d\\d))?(?::(\\d\\d))?";
  private static final Pattern RULE =
      Pattern.compile(NAME + BEHIND + "(?:" + NAME + "(?:" + BEHIND + ")?(?:,.*)?)?");
  private static final int HOUR = 3600;

  private ZoneRule() {}

  /// The names, by seconds ahead of UTC; none when it is no rule.
  static Map<Integer, String> names(String rule) {
    Matcher parts = RULE.matcher(rule);
    if (!parts.matches()) return Map.of();
    int standard = ahead(parts, 2);
    String name = bare(parts.group(1));
    if (parts.group(6) == null) return Map.of(standard, name);
    int summer = parts.group(8) == null ? standard + HOUR : ahead(parts, 7);
    return summer == standard
        ? Map.of(standard, name)
        : Map.of(standard, name, summer, bare(parts.group(6)));
  }

  /// @param sign the group of the sign; hours, minutes and seconds follow
  private static int ahead(Matcher parts, int sign) {
    int seconds = 0;
    for (int i = 1; i <= 3; i++) {
      String digits = parts.group(sign + i);
      seconds = seconds * 60 + (digits == null ? 0 : Integer.parseInt(digits));
    }
    return parts.group(sign).equals("-") ? seconds : -seconds;
  }

  private static String bare(String name) {
    return name.startsWith("<") ? name.substring(1, name.length() - 1) : name;
  }
}
