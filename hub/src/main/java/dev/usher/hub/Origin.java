package dev.usher.hub;

import java.nio.file.Path;

/// Who said that something is to be so.
sealed interface Origin {
  /// Nobody: it is so by default.
  record Usual() implements Origin {}

  /// The command line, by this option.
  record ByOption(String name) implements Origin {}

  /// A file of settings.
  ///
  /// @param file as the person named it
  /// @param line from 1
  /// @param column from 1, in characters
  record InFile(Path file, int line, int column) implements Origin {}

  /// In a word, as in `usher.toml:4`.
  default String brief() {
    return switch (this) {
      case Usual _ -> "default";
      case ByOption option -> option.name();
      case InFile at -> at.file().getFileName() + ":" + at.line();
    };
  }

  /// The same with the whole path of the file.
  default String whole() {
    return switch (this) {
      case Usual _, ByOption _ -> brief();
      case InFile at -> at.file() + ":" + at.line();
    };
  }

  /// What a complaint about it begins with.
  ///
  /// @param table what it was said of; empty for the hub itself
  default String of(String table) {
    return switch (this) {
      case Usual _ -> table;
      case ByOption option -> option.name() + (table.isEmpty() ? "" : " " + table);
      case InFile at ->
          at.file()
              + ", line "
              + at.line()
              + ", column "
              + at.column()
              + (table.isEmpty() ? "" : ", in [" + table + "]");
    };
  }
}
