package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/// Programs at the ends of two pipes, in UTF-8. Where the conversation is in UTF-8 too, bytes pass
/// as they are; else they are translated. Where the output is a terminal all the same, it is made
/// legible.
final class Pipes implements Person {
  static final int LONGEST_LINE = 16 * 1024 * 1024;

  private final Lines in;
  private final PrintStream out;
  private final PrintStream err;
  private final Charset encoding;
  private final CharsetDecoder decoder;
  private final @Nullable Legible legible;
  private ByteBuffer rest = ByteBuffer.allocate(0); // the beginning of a character

  Pipes(InputStream in, PrintStream out, PrintStream err, Charset encoding) {
    this.in = new Lines(in, LONGEST_LINE);
    this.out = out;
    this.err = err;
    this.encoding = encoding;
    legible = Terminals.isShown() ? new Legible(encoding) : null;
    decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  @Override
  public byte @Nullable [] line() throws IOException, Complaint {
    byte[] bytes = in.next();
    if (bytes == null) return null;
    return encoding.equals(UTF_8) ? bytes : encoded(new String(bytes, UTF_8), encoding);
  }

  /// The text in an encoding, if it can be written in it.
  static byte[] encoded(String text, Charset encoding) throws Complaint {
    try {
      ByteBuffer bytes = encoding.newEncoder().encode(CharBuffer.wrap(text));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException _) {
      throw Complaint.failure("this line cannot be written in " + encoding + ": " + text);
    }
  }

  @Override
  public void show(byte[] bytes, boolean whole) {
    if (legible != null) {
      write(legible.text(bytes, whole));
    } else if (encoding.equals(UTF_8)) {
      out.write(bytes, 0, bytes.length);
    } else {
      translate(bytes, whole);
    }
    // One datagram, one line: else nobody could tell them apart.
    boolean ended = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
    if (whole && !ended) out.write('\n');
    out.flush();
  }

  private void translate(byte[] bytes, boolean last) {
    ByteBuffer all = ByteBuffer.allocate(rest.remaining() + bytes.length).put(rest).put(bytes);
    all.flip();
    CharBuffer chars = CharBuffer.allocate((int) (all.remaining() * decoder.maxCharsPerByte()) + 1);
    decoder.decode(all, chars, last);
    if (last) decoder.reset();
    rest = all;
    write(chars.flip().toString());
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.write(bytes, 0, bytes.length);
  }

  @Override
  public boolean looksAway() {
    return out.checkError();
  }

  @Override
  public void note(String text) {
    err.println("usher: " + text);
  }

  @Override
  public void remark(String text) {}

  @Override
  public boolean hurries() {
    return false;
  }

  @Override
  public void close() {
    if (legible != null) write(legible.text(new byte[0], true));
    else if (rest.hasRemaining()) translate(new byte[0], true);
    out.flush();
  }
}
