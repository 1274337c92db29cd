package dev.usher.hub;

import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// Reads TOML. Its library reports most mistakes, throws some, and runs out of stack by others.
final class TomlText {
  /// How it says that something else than a value stands behind a `=`.
  private static final String VALUE =
      "', \", ''', \"\"\", a number, a boolean, a date/time, an array";

  private TomlText() {}

  /// What a text says.
  ///
  /// @throws TomlMistake the first, when it is no TOML
  static TomlTable parse(String text) throws TomlMistake {
    try {
      TomlParseResult toml = Toml.parse(text);
      for (TomlParseError error : toml.errors()) throw mistake(error);
      return toml;
    } catch (TomlParseError e) { // escapes in keys
      throw mistake(e);
    } catch (StackOverflowError _) { // it calls itself for each bracket
      throw new TomlMistake(1, 1, "brackets are nested too deeply");
    }
  }

  private static TomlMistake mistake(TomlParseError error) {
    String message = String.valueOf(error.getMessage());
    return new TomlMistake(
        error.position().line(),
        error.position().column(),
        message.replace(VALUE, "\"text in quotes\", a number, true, false, a [list]"));
  }
}
