package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneNamesTest {
  @TempDir Path folder;

  private String name(int year, String zone) {
    return new ZoneNames(folder).name(ZonedDateTime.of(year, 7, 1, 0, 0, 0, 0, ZoneId.of(zone)));
  }

  /// A zone file with no times but its rule, and one kind of time before it.
  private void file(String zone, String rule) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(200);
    for (int i = 0; i < 2; i++) {
      out.put(new byte[] {'T', 'Z', 'i', 'f', '2'}).position(out.position() + 15);
      out.putInt(0).putInt(0).putInt(0).putInt(0).putInt(1).putInt(4);
      out.putInt(0).put((byte) 0).put((byte) 0).put(new byte[] {'-', '0', '0', 0});
    }
    out.put(("\n" + rule + "\n").getBytes(US_ASCII));
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    Files.createDirectories(folder.resolve(zone).getParent());
    Files.write(folder.resolve(zone), bytes);
  }

  @Test
  void theRuleNamesFarYearsByTheirOffset() throws IOException {
    file("Europe/Berlin", "EXT-1EXST,M3.5.0,M10.5.0/3");
    file("Europe/Dublin", "XST-1XMT0,M10.5.0,M3.5.0/1");
    file("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
    file("Asia/Shanghai", "CXT-8");
    assertThat(name(9999, "Europe/Berlin")).isEqualTo("EXST");
    assertThat(name(9999, "Europe/Dublin")).isEqualTo("XST");
    assertThat(name(9999, "Australia/Lord_Howe")).isEqualTo("+1030");
    assertThat(name(9999, "Asia/Shanghai")).isEqualTo("CXT");
  }

  @Test
  void withoutAFileItIsJavasName() {
    assertThat(name(2026, "America/New_York")).isEqualTo("EDT");
  }

  @Test
  void aFileThatIsNoneIsAsNoFile() throws IOException {
    for (String junk : new String[] {"", "TZif", "TZif2" + "\u007f".repeat(200)}) {
      Files.createDirectories(folder.resolve("America"));
      Files.writeString(folder.resolve("America/New_York"), junk);
      assertThat(name(2026, "America/New_York")).isEqualTo("EDT");
    }
  }

  @Test
  void anOffsetThatTheFileDoesNotKnowHasJavasName() throws IOException {
    file("America/New_York", "CXT-8");
    assertThat(name(2026, "America/New_York")).isEqualTo("EDT");
  }
}
