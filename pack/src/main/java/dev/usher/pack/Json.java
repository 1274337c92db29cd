package dev.usher.pack;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes maps, lists, texts and numbers as JSON, two spaces a level.
final class Json {
  private Json() {}

  static String text(Object value) {
    StringBuilder to = new StringBuilder();
    write(value, "\n", to);
    return to.append('\n').toString();
  }

  private static void write(Object value, String newline, StringBuilder to) {
    switch (value) {
      case Map<?, ?> map -> {
        Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator();
        to.append('{');
        while (each.hasNext()) {
          Map.Entry<?, ?> entry = each.next();
          to.append(newline).append("  ").append(quoted(entry.getKey().toString())).append(": ");
          write(entry.getValue(), newline + "  ", to);
          if (each.hasNext()) to.append(',');
        }
        to.append(newline).append('}');
      }
      case List<?> list -> {
        Iterator<?> each = list.iterator();
        to.append('[');
        while (each.hasNext()) {
          to.append(newline).append("  ");
          write(each.next(), newline + "  ", to);
          if (each.hasNext()) to.append(',');
        }
        to.append(newline).append(']');
      }
      case Number number -> to.append(number);
      default -> to.append(quoted(value.toString()));
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') quoted.append('\\').append(c);
      else if (c < ' ') quoted.append("\\u%04x".formatted((int) c));
      else quoted.append(c);
    }
    return quoted.append('"').toString();
  }
}
