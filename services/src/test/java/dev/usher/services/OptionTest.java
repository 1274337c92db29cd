package dev.usher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTest {
  @Test
  void whatIsSaidWinsOverWhatIsUsual() throws Exception {
    Option<Integer> seats = Option.whole("seats", 4, 1, 8);
    assertThat(seats.in(Map.of())).isEqualTo(4);
    assertThat(seats.in(Map.of("seats", "2", "other", "9"))).isEqualTo(2);
    assertThat(seats.said(Map.of("other", "9"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "64k, 65536", "16M, 16777216", "1G, 1073741824", "1024, 1024"})
  void bytesAreCountedInStepsOf1024(String text, long bytes) throws Exception {
    assertThat(Option.bytes("size", "1k", 1, 1L << 30).read(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"0", "1025M", "999999999999999T", "-1", "1.5k", "''", "16m", "k", "1 k"})
  void whatIsNoSizeIsRefusedWithTheBounds(String text) {
    assertThatThrownBy(() -> Option.bytes("size", "1k", 1, 1L << 30).read(text))
        .isInstanceOf(AddressException.class)
        .hasMessage("size=" + text + " is not a number of bytes like 64k or 16M, 1 to 1G");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "5m, PT5M",
    "2h, PT2H",
    "7d, PT168H",
    "9999d, PT239976H"
  })
  void timesHaveUnits(String text, Duration time) throws Exception {
    assertThat(Option.time("wait", "1s").read(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({"5", "0s", "1.5s", "''", "99999999s", "1y", "10000d", "9999999h"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Option.time("wait", "1s").read(text))
        .hasMessage("wait=" + text + " is not a time like 500ms, 30s or 5m, at most 9999d");
  }

  @Test
  void wordsAreToldInTheirOrder() {
    var mood = Option.word("mood", List.of(Map.entry("good", 1), Map.entry("fair", 2)));
    assertThatThrownBy(() -> mood.of("bad")).hasMessage("mood=bad is not good or fair");
    assertThatThrownBy(() -> Option.flag("on", true).read("yes"))
        .hasMessage("on=yes is neither true nor false");
  }

  @Test
  void aRateIsToldByItsOptions() {
    assertThat(new Rate(0.5, 40, 8).options())
        .extracting(option -> option.name() + "=" + option.usual())
        .containsExactly("rate=0.5", "burst=40", "leak=8");
    assertThat(Rate.USUAL.options().getFirst().usual()).isEqualTo("20");
  }

  @Test
  void theNearestWordIsFound() {
    assertThat(Spelling.nearest("zoen", List.of("rate", "zone", "burst"))).isEqualTo("zone");
    assertThat(Spelling.nearest("x", List.of("b", "a"))).isEqualTo("a");
  }
}
