package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the server stands, from the kernel or from a person: rules N6 to N10 of
/// docs/protocols/ntp.md.
class NtpStandingTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final ClockPrecision MICRO = new ClockPrecision(-20);
  private static final int STA_UNSYNC = 0x40;
  private static final int STA_PLL = 0x01;

  /// N7
  @ParameterizedTest
  @CsvSource({
    "0, NONE",
    "1, INSERT",
    "2, DELETE",
    "3, INSERT",
    "4, NONE",
    "5, UNSYNCHRONISED",
    "-1, UNSYNCHRONISED",
    "6, UNSYNCHRONISED"
  })
  void whatTheKernelReturnsIsTheLeap(int result, Leap leap) {
    NtpStanding standing = new KernelState(result, STA_PLL, 2_500).standing(MICRO, NOON);
    assertThat(standing.leap()).isEqualTo(leap);
    assertThat(standing.stratum()).isEqualTo(leap == Leap.UNSYNCHRONISED ? 0 : 8);
  }

  @Test
  void aKernelThatNobodyCorrectsIsNotSynchronised() {
    assertThat(new KernelState(0, STA_PLL | STA_UNSYNC, 2_500).standing(MICRO, NOON))
        .isEqualTo(NtpStanding.unsynchronised(MICRO));
    assertThat(KernelState.UNKNOWN.standing(MICRO, NOON))
        .isEqualTo(NtpStanding.unsynchronised(MICRO));
  }

  /// N7: with what the kernel's own bound grows by until the next look.
  @Test
  void theDispersionIsTheKernelsErrorAndGrowsWithIt() {
    Duration first = new KernelState(0, STA_PLL, 2_500).standing(MICRO, NOON).rootDispersion();
    Duration later = new KernelState(0, STA_PLL, 3_000).standing(MICRO, NOON).rootDispersion();
    assertThat(first).isEqualTo(Duration.ofNanos(2_500_000 + 500_000).plus(MICRO.time()));
    assertThat(later).isEqualTo(first.plusNanos(500_000));
  }

  /// N10
  @ParameterizedTest
  @CsvSource({"1, 4c4f434c", "2, 7f7f0101", "15, 7f7f0101"})
  void aLocalClockIsRightByDefinition(int stratum, String referenceId) {
    assertThat(NtpStanding.local(stratum, MICRO, NOON))
        .isEqualTo(
            new NtpStanding(
                Leap.NONE,
                stratum,
                MICRO,
                Duration.ZERO,
                MICRO.time(),
                Integer.parseUnsignedInt(referenceId, 16),
                NtpTimestamp.of(NOON)));
  }

  /// N6
  @Test
  void itIsLookedUpAgainAfterASecondAndNotSooner() {
    HandSet time = new HandSet(NOON);
    List<Instant> looks = new ArrayList<>();
    NtpStandings standings =
        new NtpStandings(
            (precision, now) -> {
              looks.add(now);
              return NtpStanding.local(10, precision, now);
            },
            time);
    NtpStanding first = standings.at(time.nanos);
    time.pass(Duration.ofNanos(999_999_999));
    assertThat(standings.at(time.nanos)).isSameAs(first);
    time.pass(Duration.ofNanos(1));
    assertThat(standings.at(time.nanos).reference())
        .isEqualTo(NtpTimestamp.of(NOON.plusSeconds(1)));
    time.now = NOON.minusSeconds(3600); // set back: seconds are counted by what nobody sets
    standings.at(time.nanos);
    time.pass(Duration.ofSeconds(1));
    standings.at(time.nanos);
    assertThat(looks)
        .containsExactly(NOON, NOON.plusSeconds(1), NOON.minusSeconds(3600).plusSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "1, -29",
    "14, -26",
    "15, -25",
    "100, -23",
    "1000, -19",
    "1000000, -9",
    "1000000000, -20"
  })
  void thePrecisionIsTheLeastPowerOfTwoThatIsNotFiner(long step, int exponent) {
    TimeSource source =
        new TimeSource() {
          private long reads;

          @Override
          public Instant now() {
            return NOON.plusNanos(step * reads++);
          }

          @Override
          public long nanos() {
            return 0;
          }
        };
    assertThat(ClockPrecision.measure(source).exponent()).isEqualTo(exponent);
  }

  @Test
  void aClockThatStandsStillIsTakenForAnOrdinaryOne() {
    assertThat(ClockPrecision.measure(new HandSet(NOON))).isEqualTo(ClockPrecision.USUAL);
  }

  @Test
  void thisMachinesPrecisionIsOfAClockAndNotOfACalendar() {
    assertThat(ClockPrecision.measure(TimeSource.SYSTEM).exponent()).isBetween(-29, -6);
  }

  @Test
  void thisMachinesKernelAnswers() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "adjtimex is of Linux");
    assumeTrue(
        KernelClock.class.getModule().isNativeAccessEnabled(), "no native access in this JVM");
    KernelState state = KernelClock.state();
    assertThat(state.result()).isBetween(0, 5);
    assertThat(state.maxError()).isBetween(0L, 16_000_000L);
  }
}
