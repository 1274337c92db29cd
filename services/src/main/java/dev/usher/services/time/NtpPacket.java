package dev.usher.services.time;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An NTP packet's header (RFC 5905 §7.3), which versions 1 to 4 have in common.
///
/// @param version 0 to 7
/// @param mode 0 to 7, one of the constants here
/// @param stratum 0 to 255; 0 in an answer means that [#referenceId] is a kiss code
/// @param poll the interval between requests as a power of two, in seconds
/// @param precision of the clock as a power of two, in seconds
/// @param rootDelay the way to the reference clock and back, 0 to 65536 s
/// @param rootDispersion how far the clock may have strayed from it, 0 to 65536 s
/// @param referenceId which clock this one follows: four letters or a number
/// @param reference when the clock was last set
/// @param origin in an answer, what the request had as [#transmit]
/// @param receive when the request came
/// @param transmit when this packet left
record NtpPacket(
    Leap leap,
    int version,
    int mode,
    int stratum,
    int poll,
    int precision,
    Duration rootDelay,
    Duration rootDispersion,
    int referenceId,
    NtpTimestamp reference,
    NtpTimestamp origin,
    NtpTimestamp receive,
    NtpTimestamp transmit) {
  /// Bytes of the header; extension fields and a MAC may follow, in multiples of four.
  static final int LENGTH = 48;

  static final int SYMMETRIC_ACTIVE = 1;
  static final int SYMMETRIC_PASSIVE = 2;
  static final int CLIENT = 3;
  static final int SERVER = 4;

  private static final long SHORTS = 1 << 16; // a duration counts in 2^-16 s
  private static final long NANOS = 1_000_000_000L;

  /// Reads the header; null when there are fewer bytes than it has. What follows is left alone.
  static @Nullable NtpPacket parse(ByteBuffer packet) {
    if (packet.remaining() < LENGTH) return null;
    int at = packet.position();
    int first = packet.get(at);
    return new NtpPacket(
        Leap.of(first >> 6 & 3),
        first >> 3 & 7,
        first & 7,
        packet.get(at + 1) & 0xff,
        packet.get(at + 2),
        packet.get(at + 3),
        duration(packet.getInt(at + 4)),
        duration(packet.getInt(at + 8)),
        packet.getInt(at + 12),
        new NtpTimestamp(packet.getLong(at + 16)),
        new NtpTimestamp(packet.getLong(at + 24)),
        new NtpTimestamp(packet.getLong(at + 32)),
        new NtpTimestamp(packet.getLong(at + 40)));
  }

  /// The bytes of it: [#LENGTH].
  @SuppressWarnings("EnumOrdinal") // the order of Leap is that of the protocol's numbers
  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .put((byte) (leap.code() << 6 | version << 3 | mode))
        .put((byte) stratum)
        .put((byte) poll)
        .put((byte) precision)
        .putInt(units(rootDelay))
        .putInt(units(rootDispersion))
        .putInt(referenceId)
        .putLong(reference.bits())
        .putLong(origin.bits())
        .putLong(receive.bits())
        .putLong(transmit.bits())
        .array();
  }

  private static Duration duration(int units) {
    long unsigned = Integer.toUnsignedLong(units);
    return Duration.ofSeconds(unsigned / SHORTS, unsigned % SHORTS * NANOS / SHORTS);
  }

  /// Rounded up, and at most what fits, so that no error is told smaller than it is.
  private static int units(Duration duration) {
    if (duration.isNegative()) return 0;
    if (duration.getSeconds() >= SHORTS) return -1;
    return (int)
        (duration.getSeconds() * SHORTS + (duration.getNano() * SHORTS + NANOS - 1) / NANOS);
  }
}
