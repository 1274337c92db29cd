package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/// Makes the bytes of an answer (C8 to C10).
final class Answer {
  /// What a client gets whose command wrote nothing.
  static final String SUCCESS = "执行成功";

  private final CommandOptions options;
  private final int room;

  /// @param room bytes that it may have
  Answer(CommandOptions options, int room) {
    this.options = options;
    this.room = room;
  }

  /// Something that the door itself says.
  byte[] told(String what) {
    return ("[usher: " + what + "]").getBytes(options.encoding());
  }

  /// The answer to a command that is over.
  byte[] of(Child child, Verdict verdict) {
    byte[] body = child.output();
    return switch (verdict) {
      case EXITED -> body.length == 0 ? SUCCESS.getBytes(options.encoding()) : fitted(body, "");
      case TIME -> fitted(body, "ended after " + options.time().toMillis() + " ms, the time limit");
      case OUTPUT -> fitted(body, "ended, since it wrote more than the output limit");
      case LEFT -> fitted(body, "ended, since its client left or the hub stops");
    };
  }

  private byte[] fitted(byte[] output, String note) {
    byte[] body = encoded(output, !note.isEmpty());
    byte[] end = note.isEmpty() ? new byte[0] : onItsOwnLine(body, told(note));
    if (body.length + end.length <= room) return joined(body, body.length, end);
    // The mark's own length depends on the number in it; this many bytes hold any.
    int kept = room - end.length - 64;
    kept -= halfCharacter(body, kept);
    byte[] mark = told("cut here: " + (body.length - kept) + " more bytes do not fit a datagram");
    byte[] all = joined(onItsOwnLine(new byte[] {'x'}, mark), -1, end);
    return joined(body, kept, all);
  }

  private boolean isUtf8() {
    return options.encoding().equals(UTF_8);
  }

  /// How many bytes of a character a cut here would part from the rest of it: GBK's have two,
  /// GB18030's up to four.
  private int halfCharacter(byte[] body, int kept) {
    ByteBuffer in = ByteBuffer.wrap(body, 0, kept);
    options
        .encoding()
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(in, CharBuffer.allocate(kept), false);
    return in.remaining();
  }

  private static byte[] onItsOwnLine(byte[] body, byte[] note) {
    boolean fresh = body.length == 0 || body[body.length - 1] == '\n';
    return fresh ? note : joined(new byte[] {'\n'}, 1, note);
  }

  private static byte[] joined(byte[] first, int length, byte[] second) {
    int count = length < 0 ? first.length : length;
    byte[] all = Arrays.copyOf(first, count + second.length);
    System.arraycopy(second, 0, all, count, second.length);
    return all;
  }

  /// What a command wrote is passed on as it is, unless another encoding was asked for. Then what
  /// is UTF-8 is translated, with `?` for what that encoding lacks; what is not stays as it is,
  /// since it may be in that encoding already.
  ///
  /// @param cut whether it ends anywhere, so that it may end inside a character
  private byte[] encoded(byte[] output, boolean cut) {
    if (isUtf8()) return output;
    int length = output.length - (cut ? Utf8Tail.length(output) : 0);
    try {
      CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(output, 0, length));
      ByteBuffer bytes =
          options
              .encoding()
              .newEncoder()
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .encode(text);
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException _) {
      return output;
    }
  }
}
