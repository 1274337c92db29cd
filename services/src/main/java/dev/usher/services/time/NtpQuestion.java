package dev.usher.services.time;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;

/// One question to one server, and the judgement of what comes back.
///
/// Instead of our time it carries 64 random bits, which the answer must bring back (RFC 5905 §8,
/// test 2): they tell nobody what our clock says, and nobody who cannot see the question can answer
/// it.
final class NtpQuestion {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int VERSION = 4;
  private static final int SYNCHRONISED = 15; // the highest stratum of a server that is
  private static final int UNSYNCHRONISED = 16;
  private static final Duration ROUNDING = Duration.ofNanos(4); // of four timestamps and two fields

  private final LocalTime local;
  private final NtpTimestamp nonce;
  private final long asked;

  /// @param asked where our counter stands before this is sent
  NtpQuestion(LocalTime local, long asked) {
    this.local = local;
    this.asked = asked;
    nonce = new NtpTimestamp(RANDOM.nextLong());
  }

  /// The packet: version, mode and the random bits, and every other field zero.
  byte[] bytes() {
    return new NtpPacket(
            Leap.NONE,
            VERSION,
            NtpPacket.CLIENT,
            0,
            0,
            0,
            Duration.ZERO,
            Duration.ZERO,
            0,
            NtpTimestamp.NONE,
            NtpTimestamp.NONE,
            NtpTimestamp.NONE,
            nonce)
        .bytes();
  }

  /// @param came where our counter stood when the packet came
  NtpAnswer judge(byte[] packet, long came) {
    NtpPacket answer = NtpPacket.parse(ByteBuffer.wrap(packet));
    if (answer == null
        || answer.mode() != NtpPacket.SERVER
        || answer.version() != VERSION
        || !answer.origin().equals(nonce)
        || answer.stratum() > UNSYNCHRONISED) {
      return new NtpAnswer.Refused();
    }
    if (answer.stratum() == 0 && isWord(answer.referenceId())) {
      return new NtpAnswer.Kiss(word(answer.referenceId()));
    }
    if (answer.stratum() < 1
        || answer.stratum() > SYNCHRONISED
        || answer.leap() == Leap.UNSYNCHRONISED) {
      return new NtpAnswer.Unsynchronised();
    }
    return time(answer, came);
  }

  /// The true time lies between two: had the answer come back in no time, and had the question gone
  /// there in no time. The offset is in the middle of them, and half the delay is the way to each.
  private NtpAnswer time(NtpPacket answer, long came) {
    if (answer.receive().equals(NtpTimestamp.NONE) || answer.transmit().equals(NtpTimestamp.NONE)) {
      return new NtpAnswer.Refused();
    }
    Duration held = answer.transmit().since(answer.receive());
    Duration delay = Duration.ofNanos(came - asked).minus(held);
    Duration precision = precision(answer.precision()).plus(local.precision());
    Duration inexact = precision.plus(CorrectedClock.strayed(came - asked)).plus(ROUNDING);
    if (held.isNegative() || delay.plus(inexact).isNegative()) return new NtpAnswer.Refused();
    // The middle of (T2 - T1) and (T3 - T4), with a single difference between the two clocks, so
    // that they may be 68 years apart.
    Duration there = answer.receive().since(NtpTimestamp.of(local.at(asked)));
    Duration offset = there.minus(delay.dividedBy(2));
    Duration ways = delay.isNegative() ? Duration.ZERO : delay;
    Duration error =
        ways.plus(answer.rootDelay()).dividedBy(2).plus(answer.rootDispersion()).plus(inexact);
    return new NtpAnswer.Time(
        new NtpSample(offset, error, ways, answer.stratum(), answer.leap()), came);
  }

  /// A power of two, in seconds; up to what makes any measurement useless.
  private static Duration precision(int exponent) {
    if (exponent >= 0) return Duration.ofSeconds(1L << Math.min(exponent, UNSYNCHRONISED));
    return Duration.ofNanos((Duration.ofSeconds(1).toNanos() >> Math.min(-exponent, 62)) + 1);
  }

  private static boolean isWord(int referenceId) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      int letter = referenceId >> shift & 0xff;
      if (letter < 'A' || letter > 'Z') return false;
    }
    return true;
  }

  private static String word(int referenceId) {
    byte[] letters = ByteBuffer.allocate(Integer.BYTES).putInt(referenceId).array();
    return new String(letters, StandardCharsets.US_ASCII);
  }
}
