package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

class NtpServerFuzz {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final NtpStanding LOCAL = NtpStanding.local(10, ClockPrecision.USUAL, NOON);

  @FuzzTest(maxDuration = "1m")
  void anyPacketHasAShortAnswerOrNone(byte[] input) {
    var server = new NtpServer(new ServedClock(TimeSource.SYSTEM));
    byte[] answer = server.answer(ByteBuffer.wrap(input), NOON, LOCAL);
    if (answer != null) assertThat(answer.length).isEqualTo(48).isLessThanOrEqualTo(input.length);
  }

  @FuzzTest(maxDuration = "1m")
  void aHeaderThatIsReadIsWrittenAsItWas(byte[] input) {
    NtpPacket packet = NtpPacket.parse(ByteBuffer.wrap(input));
    assertThat(packet == null).isEqualTo(input.length < 48);
    if (packet != null) assertThat(packet.bytes()).isEqualTo(Arrays.copyOf(input, 48));
  }
}
