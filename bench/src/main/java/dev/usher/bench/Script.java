package dev.usher.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The messages of one client, and the check of what comes back. Each is a line of 64 bytes with
/// the client's number and its own, so that a wrong byte, a wrong order and a mix-up all show.
final class Script {
  /// Bytes of a message, with its line feed.
  static final int LENGTH = 64;

  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE =
      "................ WHAT GOES OUT COMES BACK UNCHANGED, IN ORDER..\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final byte[] expected = LINE.clone();
  private final byte[] next = LINE.clone();
  private int sent;
  private int answered;
  private int position; // in the answer that is coming in

  Script(int client) {
    number(next, 0, client);
    number(expected, 0, client);
    number(expected, 8, 0);
  }

  /// Appends the next message.
  void ask(ByteBuffer out) {
    number(next, 8, sent++);
    out.put(next);
  }

  /// Checks bytes of answers and returns how many answers they completed.
  int check(byte[] bytes, int count) {
    int completed = 0;
    for (int at = 0; at < count; ) {
      int part = Math.min(LENGTH - position, count - at);
      if (!Arrays.equals(bytes, at, at + part, expected, position, position + part)) {
        throw new WrongAnswer(
            "expected " + text(expected, position, part) + " and got " + text(bytes, at, part));
      }
      at += part;
      position += part;
      if (position == LENGTH) {
        position = 0;
        completed++;
        number(expected, 8, ++answered);
      }
    }
    if (answered > sent) throw new WrongAnswer("an answer to nothing");
    return completed;
  }

  /// Whether these bytes answer an earlier message of this client: over UDP, one given up as lost.
  boolean isLate(byte[] bytes, int count) {
    return count == LENGTH
        && Arrays.equals(bytes, 0, 8, expected, 0, 8)
        && Arrays.compare(bytes, 8, 16, expected, 8, 16) < 0
        && Arrays.equals(bytes, 16, LENGTH, expected, 16, LENGTH);
  }

  /// Expects no answer any more to what was sent.
  void giveUp() {
    answered = sent;
    number(expected, 8, answered);
  }

  int outstanding() {
    return sent - answered;
  }

  private static void number(byte[] into, int at, int value) {
    for (int i = 0; i < 8; i++) into[at + i] = DIGITS[(value >>> (28 - 4 * i)) & 15];
  }

  private static String text(byte[] bytes, int from, int count) {
    return "\"" + new String(bytes, from, count, StandardCharsets.ISO_8859_1) + "\"";
  }

  /// Something came back that should not have.
  static final class WrongAnswer extends IllegalStateException {
    private static final long serialVersionUID = 1;

    WrongAnswer(String what) {
      super(what);
    }
  }
}
