package dev.usher.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The messages of one client, and the check of what comes back. Each is a line of 64 bytes with
/// the client's number and its own, so that a wrong byte, a wrong order and a mix-up all show.
final class Script {
  /// Bytes of a message, with its line feed.
  static final int LENGTH = 64;

  /// Where a message has its number: eight digits, after those of the client's.
  static final int NUMBER = 8;

  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE =
      "................ WHAT GOES OUT COMES BACK UNCHANGED, IN ORDER..\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final byte[] expected;
  private final byte[] next;
  private final boolean shouted;
  private int sent;
  private int answered;
  private int position; // in the answer that is coming in

  private Script(int client, boolean shouted) {
    this.shouted = shouted;
    next = message(client);
    expected = message(client);
    if (shouted) lower(next, 0, LENGTH);
  }

  /// What comes back is what was sent.
  static Script echoed(int client) {
    return new Script(client, false);
  }

  /// What comes back is what was sent in lower case, in upper case.
  static Script shouted(int client) {
    return new Script(client, true);
  }

  /// A client's message with the number 0.
  static byte[] message(int client) {
    byte[] message = LINE.clone();
    number(message, 0, client);
    number(message, NUMBER, 0);
    return message;
  }

  /// Appends the next message.
  void ask(ByteBuffer out) {
    number(next, NUMBER, sent++);
    if (shouted) lower(next, NUMBER, 2 * NUMBER);
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
        number(expected, NUMBER, ++answered);
      }
    }
    if (answered > sent) throw new WrongAnswer("an answer to nothing");
    return completed;
  }

  int outstanding() {
    return sent - answered;
  }

  /// Writes a number as eight digits.
  static void number(byte[] into, int at, int value) {
    for (int i = 0; i < 8; i++) into[at + i] = DIGITS[(value >>> (28 - 4 * i)) & 15];
  }

  /// Reads it; of what is no number, just anything.
  static int number(byte[] from, int at) {
    int value = 0;
    for (int i = 0; i < 8; i++) value = (value << 4) | (Character.digit(from[at + i], 16) & 15);
    return value;
  }

  private static void lower(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) bytes[i] = (byte) Character.toLowerCase(bytes[i]);
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
