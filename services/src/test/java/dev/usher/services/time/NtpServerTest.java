package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of docs/protocols/ntp.md about one request.
class NtpServerTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final ClockPrecision PRECISION = new ClockPrecision(-23);
  private static final NtpStanding STANDING =
      new NtpStanding(
          Leap.INSERT,
          10,
          PRECISION,
          Duration.ofMillis(4),
          Duration.ofMillis(8),
          0x7f7f0101,
          NtpTimestamp.of(NOON.minusSeconds(1)));

  private final HandSet time = new HandSet(NOON);
  private final ServedClock clock = new ServedClock(time);
  private final NtpServer server = new NtpServer(clock);

  private static ByteBuffer request(int first, int length) {
    byte[] bytes = new byte[length];
    new Random(first).nextBytes(bytes);
    if (length > 0) bytes[0] = (byte) first;
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /// N1, N2, N3: as the table there has it.
  @Test
  void everyModeVersionLeapAndLengthIsAnsweredOrNotByTheRules() {
    for (int first = 0; first < 256; first++) {
      int version = first >> 3 & 7;
      int mode = first & 7;
      for (int length = 0; length <= 1_500; length++) {
        byte[] answer = server.answer(request(first, length), NOON, STANDING);
        boolean answered =
            (mode == 3 || mode == 1)
                && (version >= 1 && version <= 4)
                && (length >= 48 && length % 4 == 0);
        if (answered != (answer != null)) {
          throw new AssertionError("first byte " + first + ", " + length + " bytes");
        }
        if (answer != null) {
          assertThat(answer).hasSize(48); // N4: never longer than the request
          assertThat(answer[0] & 0x3f).isEqualTo(version << 3 | mode + 1);
        }
      }
    }
  }

  private NtpPacket answer(ByteBuffer request, Instant received) {
    byte[] bytes = server.answer(request, received, STANDING);
    return NtpPacket.parse(ByteBuffer.wrap(bytes));
  }

  @Test
  void anAnswerSaysWhenTheRequestCameWhenItLeavesAndHowTheServerStands() {
    ByteBuffer request = request(0x23, 68); // N4: 20 bytes of a MAC are left alone
    time.now = NOON.plusNanos(7_000);
    assertThat(answer(request, NOON))
        .isEqualTo(
            new NtpPacket(
                Leap.INSERT,
                4,
                NtpPacket.SERVER,
                10,
                request.get(2), // N5: poll and origin are the request's
                -23,
                duration(Duration.ofMillis(4)),
                duration(Duration.ofMillis(8)),
                0x7f7f0101,
                STANDING.reference(),
                new NtpTimestamp(request.getLong(40)),
                NtpTimestamp.of(NOON),
                NtpTimestamp.of(NOON.plusNanos(7_000))));
  }

  /// As it is written, in units of 2^-16 s, rounded up.
  private static Duration duration(Duration exact) {
    long units = (exact.toNanos() * 65_536 + 999_999_999) / 1_000_000_000;
    return Duration.ofNanos(units * 1_000_000_000 / 65_536);
  }

  /// N8
  @Test
  void aClockThatWasSetBackAnswersOnAndSaysHowWrongItIs() {
    ByteBuffer request = request(0x23, 48);
    assertThat(answer(request, NOON).transmit()).isEqualTo(NtpTimestamp.of(NOON));
    time.now = NOON.minusSeconds(20);
    NtpPacket after = answer(request, NOON);
    assertThat(after.transmit()).isEqualTo(NtpTimestamp.of(NOON));
    assertThat(after.rootDispersion())
        .isBetween(Duration.ofSeconds(20).plusMillis(8), Duration.ofSeconds(20).plusMillis(9));
  }

  /// N8: whatever is done to the machine's clock.
  @Test
  void noAnswerLeavesBeforeOneThatLeftEarlier() {
    Random random = new Random(7);
    ByteBuffer request = request(0x23, 48);
    NtpTimestamp last = answer(request, NOON).transmit();
    for (int i = 0; i < 10_000; i++) {
      time.nanos += random.nextInt(1_000_000_000);
      time.now = time.now.plusMillis(random.nextInt(2_001) - 1_000);
      NtpTimestamp next = answer(request, NOON).transmit();
      assertThat(next.since(last)).isGreaterThanOrEqualTo(Duration.ZERO);
      last = next;
    }
  }

  /// N12
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2036-02-07T06:28:15.9999Z",
        "2036-02-07T06:28:16Z",
        "2106-02-07T06:28:15.9999Z",
        "2106-02-07T06:28:16Z"
      })
  void theTimeIsToldOverAChangeOfEra(String text) {
    Instant moment = Instant.parse(text);
    time.now = moment.plus(MILLI);
    NtpPacket answer = answer(request(0x23, 48), moment);
    assertThat(answer.receive().near(moment.plusSeconds(1_000_000_000))).isEqualTo(moment);
    assertThat(answer.transmit().near(moment)).isEqualTo(moment.plus(MILLI));
    assertThat(answer.transmit().since(answer.receive())).isEqualTo(MILLI);
  }

  /// N9
  @Test
  void whoIsNotSynchronisedSaysSoAndGivesNoKiss() {
    NtpStanding none = NtpStanding.unsynchronised(PRECISION);
    byte[] bytes = server.answer(request(0x1b, 48), NOON, none);
    NtpPacket answer = NtpPacket.parse(ByteBuffer.wrap(bytes));
    assertThat(answer.leap()).isEqualTo(Leap.UNSYNCHRONISED);
    assertThat(answer.version()).isEqualTo(3);
    assertThat(answer.stratum()).isZero();
    assertThat(answer.referenceId()).isZero();
    assertThat(answer.reference()).isEqualTo(NtpTimestamp.NONE);
  }
}
