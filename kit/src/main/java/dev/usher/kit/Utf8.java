package dev.usher.kit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// UTF-8 by the letter: what is malformed is an error, never a replacement character.
final class Utf8 {
  private Utf8() {}

  static String decode(byte[] bytes, int from, int count) throws FramingException {
    String text = new String(bytes, from, count, StandardCharsets.UTF_8);
    // The fast decoder hides malformed bytes behind U+FFFD: only then is the strict one asked.
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, count));
      } catch (CharacterCodingException _) {
        throw new FramingException("the text is not UTF-8");
      }
    }
    return text;
  }

  static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !paired(text, i)) {
        throw new IllegalArgumentException("the text holds half a character (a lone surrogate)");
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean paired(String text, int at) {
    int first = Character.isHighSurrogate(text.charAt(at)) ? at : at - 1;
    return first >= 0
        && first + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(first), text.charAt(first + 1));
  }
}
