package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.ZoneId;

/// What `time.text` answers to a request, as docs/protocols/time-text.md has it. Safe for several
/// threads.
///
/// @param clock whose time is told
/// @param zone in which it is told
record TextAnswers(ServedClock clock, ZoneId zone) {
  /// The longest request, in bytes (T4).
  static final int LONGEST = 8_192;

  private static final String USUAL = "%Y-%m-%d %X";
  private static final int FREE = 64; // bytes of an answer, however short its request

  /// The formatted time, or an error text of at most 64 bytes (T2, T3).
  byte[] answer(byte[] request) {
    if (request.length > LONGEST) return error("a format is at most " + LONGEST + " bytes");
    try {
      String format = UTF_8.newDecoder().decode(ByteBuffer.wrap(request)).toString();
      Strftime strftime = Strftime.of(format.isEmpty() ? USUAL : format);
      return strftime.format(clock.read().time().atZone(zone)).getBytes(UTF_8);
    } catch (CharacterCodingException _) {
      return error("a format is UTF-8");
    } catch (StrftimeException e) {
      return error(e.getMessage());
    }
  }

  /// The same where the source may be forged: never much longer than what was asked (T6).
  byte[] cappedAnswer(byte[] request) {
    return atMost(Math.max(FREE, request.length), answer(request));
  }

  /// The answer, or an error text where it is longer than that.
  static byte[] atMost(int bytes, byte[] answer) {
    return answer.length <= bytes ? answer : error("the answer is over " + bytes + " bytes");
  }

  private static byte[] error(String what) {
    return ("error: " + what).getBytes(UTF_8);
  }
}
