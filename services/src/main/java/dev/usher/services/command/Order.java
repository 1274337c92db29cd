package dev.usher.services.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What a line, or a datagram, asks for.
sealed interface Order {
  /// Run this in the shell.
  record Run(String text) implements Order {}

  /// Nothing: the line is empty, and gets no answer (C5).
  record Nothing() implements Order {}

  /// It is not run, the client is told why, and may go on.
  record Refused(String why) implements Order {}

  /// It does not come from somebody who writes commands: told, and closed (C6, C7).
  record Alien(String why) implements Order {}

  /// What a browser is told.
  Alien NO_WEB_SERVER = new Alien("this is not a web server");

  /// A browser's first line: a page can make it post to loopback.
  Pattern REQUEST_LINE = Pattern.compile("\\p{Alpha}+ \\S.* HTTP/\\d.*");

  /// What such a line may begin with, whose end has not come yet.
  Pattern REQUEST_BEGINNING = Pattern.compile("\\p{Upper}+ /");

  /// Reads what is no whole line, and may never be one: of a browser's it may be any part.
  static Order ofPiece(byte... piece) {
    String text = new String(piece, StandardCharsets.ISO_8859_1);
    return REQUEST_BEGINNING.matcher(text).lookingAt() ? NO_WEB_SERVER : of(piece);
  }

  /// Reads a line without its line feed.
  static Order of(byte... line) {
    for (byte b : line) {
      // No command holds these, and protocols that a browser can be made to speak begin with them.
      if ((b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n') || b == 0x7f) {
        return new Alien("a command has no control characters");
      }
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException _) {
      return new Refused("not run: commands are UTF-8, and this is not");
    }
    if (REQUEST_LINE.matcher(text.stripTrailing()).lookingAt()) {
      return NO_WEB_SERVER;
    }
    return text.isBlank() ? new Nothing() : new Run(withoutEnd(text));
  }

  /// Without the carriage return of a line end, and without those that a datagram ends with.
  private static String withoutEnd(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\r' || text.charAt(end - 1) == '\n')) end--;
    return text.substring(0, end);
  }
}
