package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Times, and where data is kept.
class SmallPartsTest {
  @ParameterizedTest
  @CsvSource({"500ms, 500", "1s, 1000", "1.5s, 1500", "2m, 120000", "1h, 3600000", "0s, 0"})
  void timesAreReadAsPeopleWriteThem(String text, long millis) {
    assertThat(new Durations().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "1",
        "-1s",
        "1 s",
        "1.s.s",
        "1..2s",
        "1d",
        "1e9s",
        "9999999999999s",
        "3000000h"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> new Durations().convert(text)).hasMessageContaining("500ms, 1s or 2m");
  }

  @Test
  void dataIsKeptWhereTheSystemKeepsIt() {
    Path home = Path.of("/home/ada");
    assertThat(DataFolder.usual("Linux", home, Map.of()))
        .hasToString("/home/ada/.local/share/usher");
    assertThat(DataFolder.usual("Linux", home, Map.of("XDG_DATA_HOME", "/data")))
        .hasToString("/data/usher");
    assertThat(DataFolder.usual("Linux", home, Map.of("XDG_DATA_HOME", "relative")))
        .hasToString("/home/ada/.local/share/usher");
    assertThat(DataFolder.usual("Mac OS X", home, Map.of()))
        .hasToString("/home/ada/Library/Application Support/usher");
    assertThat(DataFolder.usual("Windows 11", home, Map.of()))
        .hasToString("/home/ada/AppData/Local/usher");
  }
}
