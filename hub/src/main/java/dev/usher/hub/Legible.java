package dev.usher.hub;

import dev.usher.services.Unseen;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// Makes text for a terminal of what strangers send: decodes bytes as they come, and writes out
/// whatever could command the terminal or deceive the eye. Not for several threads.
///
/// Control characters become `^[` and the like, bytes that are no text `\xff`, invisible marks that
/// turn the direction of writing `\u202e`.
final class Legible {
  private final CharsetDecoder decoder;
  private ByteBuffer rest = ByteBuffer.allocate(0); // the beginning of a character

  Legible(Charset encoding) {
    decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /// The text of these bytes and of what was left over from those before.
  ///
  /// @param last whether the text ends with them: then nothing is left over
  String text(byte[] bytes, boolean last) {
    ByteBuffer in = ByteBuffer.allocate(rest.remaining() + bytes.length).put(rest).put(bytes);
    in.flip();
    CharBuffer out = CharBuffer.allocate((int) (in.remaining() * decoder.maxCharsPerByte()) + 1);
    StringBuilder text = new StringBuilder();
    while (true) {
      CoderResult result = decoder.decode(in, out, last);
      append(out.flip(), text);
      out.clear();
      if (!result.isError()) break;
      for (int i = 0; i < result.length(); i++) {
        text.append(String.format("\\x%02x", in.get()));
      }
    }
    if (last) decoder.reset();
    rest = in;
    return text.toString();
  }

  /// The same of text that is one line, whatever it has in it.
  static String line(String text) {
    if (isPlain(text)) return text.strip(); // as most is
    StringBuilder line = new StringBuilder();
    append(CharBuffer.wrap(text.strip()), line);
    return line.toString().replace('\n', ' ');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') return false;
    }
    return true;
  }

  private static void append(CharBuffer chars, StringBuilder text) {
    for (int i = 0; i < chars.length(); ) {
      int c = Character.codePointAt(chars, i);
      i += Character.charCount(c);
      if (c == '\r') {
        boolean ofLineEnd = i < chars.length() && chars.charAt(i) == '\n';
        if (!ofLineEnd) text.append("^M");
      } else if (c == '\n' || c == '\t' || !Unseen.is(c)) {
        text.appendCodePoint(c);
      } else if (c <= 0x7f) {
        text.append('^').append((char) (c ^ 0x40));
      } else {
        text.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
      }
    }
  }
}
