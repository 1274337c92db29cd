package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class NtpPacketTest {
  @Property
  void whatIsReadIsWrittenAsItWas(@ForAll @Size(48) byte[] header) {
    assertThat(NtpPacket.parse(ByteBuffer.wrap(header)).bytes()).isEqualTo(header);
  }

  @Property
  void onlyAWholeHeaderIsRead(@ForAll @Size(max = 100) byte[] bytes) {
    NtpPacket packet = NtpPacket.parse(ByteBuffer.wrap(bytes));
    if (bytes.length < 48) assertThat(packet).isNull();
    else assertThat(packet.bytes()).isEqualTo(Arrays.copyOf(bytes, 48));
  }

  @Property
  void anErrorIsNeverToldSmallerThanItIs(
      @ForAll @LongRange(min = 0, max = 70_000_000_000_000L) long nanos) {
    Duration error = Duration.ofNanos(nanos);
    NtpStanding standing =
        new NtpStanding(Leap.NONE, 2, ClockPrecision.USUAL, error, error, 0, NtpTimestamp.NONE);
    byte[] request = new byte[48];
    request[0] = 0x23;
    NtpServer server = new NtpServer(new ServedClock(TimeSource.SYSTEM));
    NtpPacket told =
        NtpPacket.parse(
            ByteBuffer.wrap(
                server.answer(ByteBuffer.wrap(request), TimeSource.SYSTEM.now(), standing)));
    Duration most = Duration.ofSeconds(65_536).minusNanos(1);
    Duration least = error.compareTo(Duration.ofSeconds(65_535)) > 0 ? most.minusSeconds(1) : error;
    assertThat(told.rootDispersion()).isBetween(least.minusNanos(1), most);
    assertThat(told.rootDelay()).isEqualTo(told.rootDispersion());
  }
}
