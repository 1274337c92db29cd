package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.time.ZoneOffset;

class StrftimeFuzz {
  private static final TextAnswers ANSWERS =
      new TextAnswers(new ServedClock(TimeSource.SYSTEM), ZoneOffset.UTC);

  @FuzzTest(maxDuration = "1m")
  void anyFormatIsFormattedOrRefused(byte[] input) {
    try {
      assertThat(Strftime.of(new String(input, UTF_8)).format(Instant.EPOCH.atZone(ZoneOffset.UTC)))
          .hasSizeLessThanOrEqualTo(130 * input.length);
    } catch (StrftimeException e) {
      assertThat(e).hasMessageStartingWith("a ");
    }
  }

  @FuzzTest(maxDuration = "1m")
  void noAnswerToAStrangerIsOverTheCap(byte[] input) {
    assertThat(ANSWERS.cappedAnswer(input)).hasSizeLessThanOrEqualTo(Math.max(64, input.length));
  }
}
