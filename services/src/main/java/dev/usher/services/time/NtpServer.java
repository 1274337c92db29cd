package dev.usher.services.time;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Answers NTP requests. It keeps nothing of them. The rules, N1 to N12, are in
/// docs/protocols/ntp.md.
final class NtpServer {
  private static final int OLDEST = 1;
  private static final int NEWEST = 4;

  private final ServedClock clock;

  NtpServer(ServedClock clock) {
    this.clock = clock;
  }

  /// The answer to a packet, or null when it gets none.
  ///
  /// @param received when it came
  /// @param standing of the server at that time
  byte @Nullable [] answer(ByteBuffer request, Instant received, NtpStanding standing) {
    int at = request.position();
    if (request.remaining() < NtpPacket.LENGTH || request.remaining() % 4 != 0) return null; // N3
    int first = request.get(at);
    int version = first >> 3 & 7;
    if (version < OLDEST || version > NEWEST) return null; // N2
    int mode = switch (first & 7) { // N1: nobody is answered who might answer us
          case NtpPacket.CLIENT -> NtpPacket.SERVER;
          case NtpPacket.SYMMETRIC_ACTIVE -> NtpPacket.SYMMETRIC_PASSIVE;
          default -> -1;
        };
    if (mode < 0) return null;
    int poll = request.get(at + 2);
    var origin = new NtpTimestamp(request.getLong(at + 40));
    ServedClock.Reading now = clock.read(); // as late as can be: only writing and sending follow
    return new NtpPacket(
            standing.leap(),
            version,
            mode,
            standing.stratum(),
            poll,
            standing.precision().exponent(),
            standing.rootDelay(),
            dispersion(standing, now),
            standing.referenceId(),
            standing.reference(),
            origin,
            NtpTimestamp.of(received),
            NtpTimestamp.of(now.time()))
        .bytes();
  }

  /// N8: a clock that is ahead of the machine's is wrong by that much more.
  private static Duration dispersion(NtpStanding standing, ServedClock.Reading now) {
    return now.ahead().isZero()
        ? standing.rootDispersion()
        : standing.rootDispersion().plus(now.ahead());
  }
}
