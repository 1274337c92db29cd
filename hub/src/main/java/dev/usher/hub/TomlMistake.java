package dev.usher.hub;

/// A text is no TOML. The message says what stands there and what was expected.
final class TomlMistake extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /// @param line from 1
  /// @param column from 1
  TomlMistake(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
