package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/// Makes UTF-8 of what comes in an encoding that nobody tells: UTF-8 where it is that, strictly,
/// else GBK. What is neither stays as it is. Bytes come as they come; a character that is cut
/// between two reads is put together. Not for several threads.
final class Detector {
  private final CharsetDecoder gbk =
      Charset.forName("GBK")
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private byte[] rest = {}; // the beginning of a character,
  private boolean restIsGbk; // and of which encoding

  /// The UTF-8 of these bytes and of what was left over from those before.
  ///
  /// @param last whether the text ends with them: then nothing is left over
  byte[] utf8(byte[] bytes, boolean last) {
    byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
    System.arraycopy(bytes, 0, all, rest.length, bytes.length);
    rest = new byte[0];
    boolean wasGbk = restIsGbk;
    restIsGbk = false;
    return !wasGbk && isUtf8(all, last) ? all(all) : ofGbk(all, last);
  }

  /// Whether it is, but for the beginning of a character at the end, which is then left over.
  private boolean isUtf8(byte[] all, boolean last) {
    ByteBuffer in = ByteBuffer.wrap(all);
    CharBuffer out = CharBuffer.allocate(all.length + 1);
    if (UTF_8.newDecoder().decode(in, out, last).isError()) return false;
    rest = Arrays.copyOfRange(all, in.position(), all.length);
    return true;
  }

  private byte[] all(byte[] all) {
    return Arrays.copyOf(all, all.length - rest.length);
  }

  private byte[] ofGbk(byte[] all, boolean last) {
    ByteBuffer in = ByteBuffer.wrap(all);
    CharBuffer out = CharBuffer.allocate(all.length + 1);
    ByteArrayOutputStream text = new ByteArrayOutputStream(all.length * 2);
    while (true) {
      CoderResult result = gbk.decode(in, out, last);
      text.writeBytes(out.flip().toString().getBytes(UTF_8));
      out.clear();
      if (!result.isError()) break;
      for (int i = 0; i < result.length(); i++) text.write(in.get());
    }
    gbk.reset();
    rest = Arrays.copyOfRange(all, in.position(), all.length);
    restIsGbk = rest.length > 0;
    return text.toByteArray();
  }
}
