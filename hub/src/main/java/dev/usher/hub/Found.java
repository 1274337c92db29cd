package dev.usher.hub;

import dev.usher.services.Option;
import dev.usher.services.Option.Kind;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// What stands in a TOML file, in words, and as the text that an option reads.
final class Found {
  private static final int LONGEST = 40; // characters of it that are told

  private Found() {}

  /// The text of a value of the right kind; null when it is of another.
  static @Nullable String fits(Kind kind, Object value) {
    return switch (kind) {
      case TEXT -> value instanceof String text ? text : null;
      case FLAG -> value instanceof Boolean flag ? flag.toString() : null;
      case NUMBER ->
          switch (value) {
            case Long whole -> whole.toString();
            case Double number when Double.isFinite(number) ->
                new BigDecimal(number.toString()).toPlainString();
            default -> null;
          };
      case LIST -> null;
    };
  }

  /// What should stand there instead, and how it is written.
  static String expected(Option<?> option, Object value) {
    String name = option.name();
    String kind =
        switch (option.kind()) {
          case TEXT -> "text in quotes";
          case FLAG -> "true or false";
          case NUMBER -> "a number";
          case LIST -> "a list of texts";
        };
    String meant = meant(option.kind(), value);
    return name
        + " is "
        + kind
        + ", and this is "
        + text(value)
        + (meant == null ? "" : "; write " + name + " = " + meant);
  }

  /// The value in the form that was expected; null when it has none.
  private static @Nullable String meant(Kind kind, Object value) {
    return switch (kind) {
      case TEXT -> value instanceof Long || value instanceof Boolean ? "\"" + value + "\"" : null;
      case FLAG -> "true".equals(value) || "false".equals(value) ? value.toString() : null;
      case NUMBER ->
          value instanceof String text && text.matches("\\d{1,9}(\\.\\d{1,9})?") ? text : null;
      case LIST -> value instanceof String text ? "[\"" + text + "\"]" : null;
    };
  }

  /// As in `the number 5`.
  static String text(Object value) {
    return switch (value) {
      case String text -> "the text \"" + shortened(text) + "\"";
      case Long number -> "the number " + number;
      case Double number -> "the number " + number;
      case Boolean flag -> flag.toString();
      case TomlArray _ -> "a list";
      case TomlTable _ -> "a table";
      default -> "the date or time " + value;
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
