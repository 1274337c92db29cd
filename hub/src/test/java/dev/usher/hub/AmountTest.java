package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  private static final long HUGE = 3_000_000_000_000_000_000L; // ns; 95 years

  /// What somebody reads, in nanoseconds.
  private static BigDecimal read(String text) {
    String[] parts = text.split(" ");
    int power =
        switch (parts[1]) {
          case "ns" -> 0;
          case "µs" -> 3;
          case "ms" -> 6;
          case "s" -> 9;
          default -> throw new AssertionError(text);
        };
    return new BigDecimal(parts[0]).movePointRight(power);
  }

  /// What the last digit is worth, in nanoseconds.
  private static BigDecimal worth(String text) {
    String number = text.split(" ")[0];
    int point = number.indexOf('.');
    // Without a point, zeros at the end only fill up.
    if (point < 0) return read(text).stripTrailingZeros().ulp();
    return read("1" + text.substring(number.length())).movePointLeft(number.length() - point - 1);
  }

  @Property
  void whatIsShownContainsWhatWasMeasured(
      @ForAll @LongRange(min = -HUGE, max = HUGE) long offset,
      @ForAll @LongRange(min = 0, max = HUGE) long error) {
    Amount amount = Amount.of(Duration.ofNanos(offset), Duration.ofNanos(error));
    BigDecimal value = read(amount.value());
    BigDecimal bound = read(amount.error());
    BigDecimal low = BigDecimal.valueOf(offset).subtract(BigDecimal.valueOf(error));
    BigDecimal high = BigDecimal.valueOf(offset).add(BigDecimal.valueOf(error));
    assertThat(value.subtract(bound)).as(amount.text()).isLessThanOrEqualTo(low);
    assertThat(value.add(bound)).as(amount.text()).isGreaterThanOrEqualTo(high);
  }

  @Property
  void noDigitIsWorthLessThanAHundredthOfTheError(
      @ForAll @LongRange(min = -HUGE, max = HUGE) long offset,
      @ForAll @LongRange(min = 0, max = HUGE) long error) {
    Amount amount = Amount.of(Duration.ofNanos(offset), Duration.ofNanos(error));
    BigDecimal hundredth = BigDecimal.valueOf(error).movePointLeft(2);
    if (read(amount.value()).signum() != 0) {
      assertThat(worth(amount.value())).as(amount.text()).isGreaterThanOrEqualTo(hundredth);
    }
    assertThat(worth(amount.error())).as(amount.text()).isGreaterThanOrEqualTo(hundredth);
  }

  @Property
  void theSignIsThatOfTheOffset(
      @ForAll @LongRange(min = -HUGE, max = HUGE) long offset,
      @ForAll @LongRange(min = 0, max = HUGE) long error) {
    String value = Amount.of(Duration.ofNanos(offset), Duration.ofNanos(error)).value();
    if (read(value).signum() == 0) assertThat(value).startsWith("+");
    else assertThat(value).startsWith(offset < 0 ? "-" : "+");
  }

  @ParameterizedTest
  @CsvSource({
    "3500012345, 30500, +3.500012 s ± 31 µs",
    "-3500012345, 30500, -3.500012 s ± 31 µs",
    "12345, 44000, +12 µs ± 45 µs",
    "-4, 0, -4 ns ± 1 ns",
    "0, 1000000000, +0 ms ± 1.0 s",
    "999999999, 1000000, +1.0000 s ± 1.1 ms",
    "500, 99, +500 ns ± 99 ns",
    "500, 100, +500 ns ± 100 ns"
  })
  void timesAreShownAsPeopleWriteThem(long offset, long error, String text) {
    assertThat(Amount.of(Duration.ofNanos(offset), Duration.ofNanos(error)).text()).isEqualTo(text);
  }

  @Test
  void aWordTellsWhichWayTheClockIsOff() {
    Duration error = Duration.ofMillis(1);
    assertThat(Amount.meaning(Duration.ofMillis(3_500), error))
        .isEqualTo("this machine is 3.5000 s behind, ± 1.0 ms");
    assertThat(Amount.meaning(Duration.ofMillis(-3_500), error))
        .isEqualTo("this machine is 3.5000 s ahead, ± 1.0 ms");
    assertThat(Amount.meaning(Duration.ofNanos(-500_000), error))
        .isEqualTo("this machine is right to within 1.5 ms");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 9",
    "11, 7",
    "31000, 4",
    "99999999, 1",
    "100000000, 1",
    "100000001, 0",
    "1400000000, 0"
  })
  void theTimeHasTheDigitsThatAreWorthAsMuchAsTheError(long error, int digits) {
    String text = TimeText.moment(Instant.ofEpochSecond(1), Duration.ofNanos(error));
    String second = text.split(" ")[1];
    assertThat(second).hasSize("00:00:01".length() + (digits == 0 ? 0 : digits + 1));
  }
}
