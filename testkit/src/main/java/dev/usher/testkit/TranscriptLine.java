package dev.usher.testkit;

import java.util.List;

/// One line of a [Transcript].
sealed interface TranscriptLine {
  /// As it was written.
  String source();

  /// `> text`: the client sends it.
  ///
  /// @param wire what is sent, in [Escapes]
  record Say(String source, String wire) implements TranscriptLine {
    byte[] bytes() {
      return Escapes.toBytes(wire);
    }
  }

  /// `< text`: this must come back.
  ///
  /// @param wire what is expected, in [Escapes]
  record Hear(String source, String wire) implements TranscriptLine {
    byte[] bytes() {
      return Escapes.toBytes(wire);
    }
  }

  /// `> [half-close]`: the client will send no more.
  record HalfClose(String source) implements TranscriptLine {}

  /// `> [close]`: the client goes.
  record Close(String source) implements TranscriptLine {}

  /// `< [end]`: nothing more comes back, and the server says so.
  record End(String source) implements TranscriptLine {}

  /// `| text`: for the reader alone.
  record Comment(String source) implements TranscriptLine {}

  /// Reads a transcript.
  ///
  /// @param lineEnd what ends each line on the wire, in [Escapes]
  static List<TranscriptLine> parse(String text, String lineEnd) {
    return text.lines().filter(l -> !l.isBlank()).map(l -> parseLine(l, lineEnd)).toList();
  }

  private static TranscriptLine parseLine(String line, String lineEnd) {
    String content =
        line.length() > 1 && line.charAt(1) == ' ' ? line.substring(2) : line.substring(1);
    boolean command = content.startsWith("[");
    return switch (line.charAt(0)) {
      case '|' -> new Comment(line);
      case '>' -> command ? command(line, content) : new Say(line, wire(content, lineEnd));
      case '<' -> command ? outcome(line, content) : new Hear(line, wire(content, lineEnd));
      default -> throw unknown(line);
    };
  }

  private static TranscriptLine outcome(String line, String content) {
    if (!content.equals("[end]")) throw unknown(line);
    return new End(line);
  }

  private static TranscriptLine command(String line, String content) {
    return switch (content) {
      case "[close]" -> new Close(line);
      case "[half-close]" -> new HalfClose(line);
      default -> throw unknown(line);
    };
  }

  private static String wire(String content, String lineEnd) {
    boolean bare = content.endsWith("\\c");
    String text = bare ? content.substring(0, content.length() - 2) : content;
    // There and back, so that a wrong escape shows now and not in the middle of the conversation.
    return Escapes.toText(Escapes.toBytes(text)) + (bare ? "" : lineEnd);
  }

  private static IllegalArgumentException unknown(String line) {
    return new IllegalArgumentException("not a line of a transcript: " + line);
  }
}
