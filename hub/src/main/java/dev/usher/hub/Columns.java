package dev.usher.hub;

import org.jline.utils.AttributedString;

/// Text measured in a terminal's columns, of which some characters take two and others none.
final class Columns {
  private Columns() {}

  static int of(String text) {
    return new AttributedString(text).columnLength();
  }

  /// The beginning of a line, as much as there is room for.
  static String clip(String line, int width) {
    int end = line.length();
    while (end > 0 && of(line.substring(0, end)) > width) end = line.offsetByCodePoints(end, -1);
    return line.substring(0, end);
  }

  /// A name in exactly so many columns; of a longer one, its end.
  static String fit(String name, int width) {
    if (width < 1) return "";
    int wide = of(name);
    if (wide <= width) return name + " ".repeat(width - wide);
    int begin = 0;
    while (begin < name.length() && of(name.substring(begin)) > width - 1) {
      begin = name.offsetByCodePoints(begin, 1);
    }
    String end = name.substring(begin);
    return "…" + end + " ".repeat(width - 1 - of(end));
  }
}
