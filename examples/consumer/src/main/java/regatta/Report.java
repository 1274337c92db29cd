package regatta;

/// What a marshal may say. Sealed, so that the compiler finds the answer that was forgotten.
sealed interface Report {
  /// @param boat 1 to 999, as it stands on the sail
  record Crossed(int boat) implements Report {}

  record Unclear() implements Report {}

  /// Space around does not count: `echo 42 | nc -u` puts its line end into the packet.
  static Report parse(String line) {
    String text = line.strip();
    return text.matches("[1-9][0-9]{0,2}") ? new Crossed(Integer.parseInt(text)) : new Unclear();
  }
}
