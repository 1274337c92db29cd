package dev.usher.testkit;

import java.util.Arrays;
import java.util.List;

/// One line of a [Transcript].
sealed interface TranscriptLine {
  /// As it was written.
  String source();

  /// `> text`: the client sends it.
  record Say(String source, byte[] bytes) implements TranscriptLine {}

  /// `< text`: this must come back.
  record Hear(String source, byte[] bytes) implements TranscriptLine {}

  /// `> [half-close]`: the client will send no more.
  record HalfClose(String source) implements TranscriptLine {}

  /// `> [close]`: the client goes.
  record Close(String source) implements TranscriptLine {}

  /// `< [end]`: nothing more comes back, and the server says so.
  record End(String source) implements TranscriptLine {}

  /// `| text`: for the reader alone.
  record Comment(String source) implements TranscriptLine {}

  /// @param lineEnd what ends each line on the wire
  static List<TranscriptLine> parse(String text, String lineEnd) {
    return text.lines().filter(l -> !l.isBlank()).map(l -> parseLine(l, lineEnd)).toList();
  }

  private static TranscriptLine parseLine(String line, String lineEnd) {
    String content =
        line.length() > 1 && line.charAt(1) == ' ' ? line.substring(2) : line.substring(1);
    boolean command = content.startsWith("[");
    return switch (line.charAt(0)) {
      case '|' -> new Comment(line);
      case '>' -> command ? command(line, content) : new Say(line, bytes(content, lineEnd));
      case '<' -> command ? outcome(line, content) : new Hear(line, bytes(content, lineEnd));
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

  private static byte[] bytes(String content, String lineEnd) {
    boolean bare = content.endsWith("\\c");
    if (bare) return Escapes.toBytes(content.substring(0, content.length() - 2));
    byte[] text = Escapes.toBytes(content);
    byte[] end = Escapes.toBytes(lineEnd);
    byte[] whole = Arrays.copyOf(text, text.length + end.length);
    System.arraycopy(end, 0, whole, text.length, end.length);
    return whole;
  }

  private static IllegalArgumentException unknown(String line) {
    return new IllegalArgumentException("not a line of a transcript: " + line);
  }
}
