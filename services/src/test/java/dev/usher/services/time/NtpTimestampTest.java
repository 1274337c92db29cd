package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtpTimestampTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2026-11-21T07:12:18.123456789Z",
        "2036-02-07T06:28:15.999999999Z",
        "2036-02-07T06:28:16Z",
        "2036-02-07T06:28:16.000000001Z",
        "2106-02-07T06:28:16.5Z"
      })
  void aMomentIsReadBackByAClockThatIsWrongByDecades(String text) {
    Instant moment = Instant.parse(text);
    for (int years : new int[] {-67, -1, 0, 1, 67}) {
      Instant clock = moment.plus(Duration.ofDays(365L * years)).plusNanos(123);
      assertThat(NtpTimestamp.of(moment).near(clock)).isEqualTo(moment);
    }
  }

  @Property
  void whatIsReadBackIsTheSameToTheNanosecond(
      @ForAll @LongRange(min = -2_000_000_000L, max = 6_000_000_000L) long seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    Instant moment = Instant.ofEpochSecond(seconds, nanos);
    assertThat(NtpTimestamp.of(moment).near(moment)).isEqualTo(moment);
  }

  @Test
  void differencesAreRightOverTheChangeOfEra() {
    NtpTimestamp before = NtpTimestamp.of(Instant.parse("2036-02-07T06:28:15.75Z"));
    NtpTimestamp after = NtpTimestamp.of(Instant.parse("2036-02-07T06:28:16.25Z"));
    assertThat(after.since(before)).isEqualTo(Duration.ofMillis(500));
    assertThat(before.since(after)).isEqualTo(Duration.ofMillis(-500));
  }

  @Test
  void theMomentOfTheChangeIsNotTakenForUnknown() {
    assertThat(NtpTimestamp.of(Instant.parse("2036-02-07T06:28:16Z")))
        .isNotEqualTo(NtpTimestamp.NONE);
  }
}
