package dev.usher.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parts that only turn one thing into another.
class PiecesTest {
  @TempDir private Path folder;

  @Test
  void aPlatformHasTheNamesOfArchivesAndOfDebian() throws Trouble {
    assertThat(Platform.of("Linux", "amd64")).isEqualTo(new Platform("linux-x64", "amd64"));
    assertThat(Platform.of("Linux", "aarch64").debian()).isEqualTo("arm64");
    assertThatThrownBy(() -> Platform.of("Mac OS X", "aarch64"))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("Mac OS X aarch64; run it on Linux");
  }

  @Test
  void everyGapOfATemplateIsFilled() throws Trouble {
    assertThat(Template.fill("a@b.c @X@/$1 ~@low", Map.of("X", "\\1")))
        .isEqualTo("a@b.c \\1/$1 ~@low");
    assertThatThrownBy(() -> Template.fill("@MISSING@", Map.of()))
        .hasMessage("nothing fills @MISSING@ in a template");
  }

  @Test
  void aLibraryIsReadFromMavensList() {
    String line =
        "   org.tomlj:tomlj:jar:1.1.1:compile:/m2/with space/t.jar -- module org.tomlj (auto)";

    assertThat(Library.isListed(line)).isTrue();
    assertThat(Library.listed(line))
        .isEqualTo(new Library("org.tomlj", "tomlj", "1.1.1", Path.of("/m2/with space/t.jar")));
    assertThat(Library.listed(line).purl()).isEqualTo("pkg:maven/org.tomlj/tomlj@1.1.1?type=jar");
    assertThat(Library.isListed("The following files have been resolved:")).isFalse();
  }

  @Test
  void aTimeIsANumberOfSeconds() throws Trouble {
    assertThat(SourceTime.seconds("1700000000")).isEqualTo(1_700_000_000);
    assertThatThrownBy(() -> SourceTime.seconds("today")).hasMessageContaining("'today' is not");
  }

  @Test
  void jsonKeepsTheOrderAndEscapesWhatItMust() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", List.of(1, "a \"b\"\\\n"));
    map.put("a", Map.of());

    assertThat(Json.text(map))
        .isEqualTo(
            "{\n  \"z\": [\n    1,\n    \"a \\\"b\\\"\\\\\\u000a\"\n  ],\n  \"a\": {\n  }\n}\n");
  }

  @Test
  void anArHasALineOfSixtyCharactersForEachFileAndEvenLengths() throws IOException {
    Path odd = Files.writeString(folder.resolve("odd"), "abc");
    Path even = Files.writeString(folder.resolve("even"), "ab");
    Path archive = folder.resolve("x.deb");

    Ar.write(archive, 1_700_000_000, List.of(odd, even));

    assertThat(Files.readString(archive, ISO_8859_1))
        .isEqualTo(
            "!<arch>\n"
                + "odd             1700000000  0     0     100644  3         `\nabc\n"
                + "even            1700000000  0     0     100644  2         `\nab");
  }

  @Test
  void sizesAreInDecimalMegabytes() {
    assertThat(Report.megabytes(19_740_000)).isEqualTo("19.7 MB");
  }
}
