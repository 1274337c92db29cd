package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalField;
import java.time.temporal.WeekFields;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StrftimeTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 11, 21, 8, 5, 9, 0, ZoneOffset.UTC);

  // A directive gives no more than its width twice over (%z), or than %c with the longest year.
  private static final int MOST_OF_ONE = 2 * Strftime.WIDEST + 2;

  private static String format(String format, ZonedDateTime time) {
    return Strftime.of(format).format(time);
  }

  @Test
  void whatCEchoesIsEchoed() {
    String echoed = "%Q|%N|%f|%:z|%v|%+|%Ed|%OY|%";
    assertThat(format(echoed, NOW)).isEqualTo(echoed);
    assertThat(format("%5", NOW)).isEqualTo("   %5");
    assertThat(format("%E%", NOW)).isEqualTo("%");
    assertThat(format("%9🕒!", NOW)).isEqualTo("      %9🕒!");
  }

  @Test
  void yearsHaveNoFourDigitsToKeep() {
    assertThat(format("%Y|%C|%y|%F|%5Y|%_7C", NOW.withYear(-5)))
        .isEqualTo("-5|-1|95|-5-11-21|-0005|     -1");
    assertThat(format("%Y|%C|%y|%6Y", NOW.withYear(98_765))).isEqualTo("98765|987|65|098765");
    assertThat(format("%Y", NOW.withYear(Year.MIN_VALUE))).isEqualTo("-999999999");
  }

  @Test
  void nulAndTooMuchWidthAreRefused() {
    assertThat(format("%64d", NOW)).hasSize(64).endsWith("0021");
    for (String wide : new String[] {"%65d", "%_0100d", "%99999999999999999999d", "%65"}) {
      assertThatThrownBy(() -> Strftime.of(wide))
          .isInstanceOf(StrftimeException.class)
          .hasMessage("a width is at most 64");
    }
    assertThatThrownBy(() -> Strftime.of("a\0b")).hasMessage("a format cannot have a NUL");
  }

  @Test
  void weeksAreThoseOfJavaTimeOnEveryDayOfThreeCenturies() {
    TemporalField sundays = WeekFields.of(DayOfWeek.SUNDAY, 7).weekOfYear();
    TemporalField mondays = WeekFields.of(DayOfWeek.MONDAY, 7).weekOfYear();
    Strftime weeks = Strftime.of("%-U %-W %-V %G %-g");
    LocalDate end = LocalDate.of(2201, 1, 1);
    for (LocalDate day = LocalDate.of(1900, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
      int year = day.get(WeekFields.ISO.weekBasedYear());
      assertThat(weeks.format(day.atStartOfDay(ZoneOffset.UTC)))
          .isEqualTo(
              told(
                  "%d %d %d %d %d",
                  day.get(sundays),
                  day.get(mondays),
                  day.get(WeekFields.ISO.weekOfWeekBasedYear()),
                  year,
                  year % 100));
    }
  }

  /// In digits that C has, whatever the locale.
  private static String told(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  @Test
  void zonesThatAreOffsetsHaveTheNamesOfPosix() {
    assertThat(format("%Z", NOW)).isEqualTo("UTC");
    assertThat(format("%Z", NOW.withZoneSameInstant(ZoneOffset.ofHours(8)))).isEqualTo("+08");
    assertThat(format("%Z %z", NOW.withZoneSameInstant(ZoneOffset.ofHoursMinutes(-3, -30))))
        .isEqualTo("-0330 -0330");
    assertThat(format("%Z", NOW.withZoneSameInstant(ZoneId.of("GMT+2")))).isEqualTo("+02");
  }

  @Property(tries = 5_000)
  void noFormatThrowsAnythingElseOrGivesTooMuch(@ForAll("formats") String format) {
    try {
      String text = format(format, NOW.withYear(Year.MIN_VALUE));
      long directives = format.chars().filter(c -> c == '%').count();
      assertThat(text.length())
          .isLessThanOrEqualTo(format.length() + (int) directives * MOST_OF_ONE);
    } catch (StrftimeException e) {
      assertThat(e.getMessage()).hasSizeLessThan(58); // with "error: " it fits into 64 bytes
    }
  }

  @Provide
  Arbitrary<String> formats() {
    Arbitrary<String> hostile =
        Arbitraries.longs().map(seed -> new String(HostileFormats.next(new Random(seed)), UTF_8));
    Arbitrary<String> close =
        Arbitraries.strings().withChars("%_-0^#EO123456789aAbBcCdDgGjpPrsUVxXyYzZ \0é");
    return Arbitraries.oneOf(Arbitraries.strings(), close, hostile);
  }

  @Property(tries = 500)
  void everyTimeCanBeTold(@ForAll("times") LocalDate day, @ForAll("hours") LocalTime at) {
    ZonedDateTime time = day.atTime(at).atZone(ZoneOffset.UTC);
    assertThat(format("%F %T", time))
        .isEqualTo(
            told(
                "%d-%02d-%02d %02d:%02d:%02d",
                day.getYear(),
                day.getMonthValue(),
                day.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond()));
  }

  @Provide
  Arbitrary<LocalDate> times() {
    return Arbitraries.longs().between(-1_000_000, 4_000_000).map(LocalDate::ofEpochDay);
  }

  @Provide
  Arbitrary<LocalTime> hours() {
    return Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay);
  }
}
