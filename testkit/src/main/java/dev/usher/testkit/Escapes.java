package dev.usher.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Bytes as text that can be read and typed: UTF-8, with `\n`, `\r`, `\t`, `\\`, `\[` and `\x00`.
final class Escapes {
  private Escapes() {}

  /// @throws IllegalArgumentException when an escape is none of those
  static byte[] toBytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int plain = 0; // where the text that needs no change begins
    for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', plain)) {
      out.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
      char kind = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      plain = i + (kind == 'x' ? 4 : 2);
      if (plain > text.length()) throw unknown(text.substring(i));
      switch (kind) {
        case 'n' -> out.write('\n');
        case 'r' -> out.write('\r');
        case 't' -> out.write('\t');
        case '\\', '[' -> out.write(kind);
        case 'x' -> out.write(hex(text.substring(i, plain)));
        default -> throw unknown(text.substring(i));
      }
    }
    out.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static int hex(String escape) {
    try {
      return HexFormat.fromHexDigits(escape, 2, 4);
    } catch (NumberFormatException _) {
      throw unknown(escape);
    }
  }

  private static IllegalArgumentException unknown(String escape) {
    return new IllegalArgumentException("not an escape: " + escape);
  }

  /// The other way round; bytes that are not UTF-8 all become `\x..`.
  static String toText(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    boolean raw = text.length() == bytes.length;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c == 0x7f || (raw && c > 0x7f)) out.append("\\x%02x".formatted((int) c));
          else out.append(c);
        }
      }
    }
    return out.toString();
  }
}
