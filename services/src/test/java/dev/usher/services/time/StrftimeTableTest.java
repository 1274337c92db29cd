package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Strftime against what C answered.
class StrftimeTableTest {
  @BeforeAll
  static void zoneFilesAreThere() {
    for (String zone : StrftimeTable.ZONES) {
      assumeTrue(
          Files.exists(Path.of("/usr/share/zoneinfo", zone)),
          "the system has no zone files, from which names like CST come");
    }
  }

  @Test
  void theSamplesAreByteEqual() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (StrftimeTable.Row row : StrftimeTable.rows()) {
      String answer = Strftime.of(row.format()).format(time(row.zone(), row.second()));
      if (!answer.equals(row.answer())) wrong.add(row + " but was " + answer);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyFormatIsByteEqualInEveryZoneAtEveryKindOfInstant() throws IOException {
    List<StrftimeTable.Row> rows = StrftimeTable.rows();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(2_000);
    List<String> wrong = new ArrayList<>();
    for (StrftimeTable.Row row : rows) {
      if (!sum(row).equals(row.sum())) wrong.add(row.format());
    }
    assertThat(wrong).as("formats whose answers differ somewhere").isEmpty();
  }

  private static String sum(StrftimeTable.Row row) {
    Strftime format = Strftime.of(row.format());
    CRC32 sum = new CRC32();
    for (String zone : StrftimeTable.ZONES) {
      for (long second : StrftimeTable.seconds(row.index())) {
        sum.update((format.format(time(zone, second)) + "\n").getBytes(UTF_8));
      }
    }
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static ZonedDateTime time(String zone, long second) {
    return Instant.ofEpochSecond(second).atZone(ZoneId.of(zone));
  }
}
