package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path folder;

  private String out(String... words) throws Exception {
    try (var usher = Usher.start(folder, words)) {
      String out = usher.rest();
      assertThat(usher.exit()).as(() -> usher.errors()).isZero();
      return out;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--help, usher serve",
    "serve --help, usher serve --only echo",
    "talk --help, echo hello | usher talk unix:/tmp/echo.sock",
    "time --help, usher time --watch",
    "lab --help, usher lab sticky",
    "help talk, --end-on-empty"
  })
  void helpShowsAnExample(String words, String example) throws Exception {
    assertThat(out(words.split(" "))).contains(example).doesNotContain("\033");
  }

  @ParameterizedTest
  @CsvSource({"srve, serve", "serve --onyl=echo, --only", "talk --time-out=1s h, --timeout"})
  void whoMistypesIsToldWhatIsMeant(String words, String meant) throws Exception {
    try (var usher = Usher.start(folder, words.split(" "))) {
      assertThat(usher.exit()).isEqualTo(2);
      assertThat(usher.errors()).contains("; did you mean " + meant + "?; see usher");
      assertThat(usher.errors()).hasLineCount(1);
    }
  }

  @Test
  void theCompletionKnowsTheCommands() throws Exception {
    assertThat(out("generate-completion"))
        .contains("complete ")
        .contains("--ready-file", "--watch", "half-close");
  }

  @Test
  void everyCommandTellsTheVersion() throws Exception {
    assertThat(out("--version")).startsWith("usher ").hasLineCount(1);
    assertThat(out("talk", "--version")).startsWith("usher ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "lab", "config show --json", "help"})
  void whatCannotBeWrittenIsAFailure(String words) throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "no disk here that is always full");
    Path errors = folder.resolve("errors");
    var usher =
        Piped.prepared(Usher.command(words.split(" ")))
            .redirectOutput(full)
            .redirectError(errors.toFile())
            .start();
    assertThat(usher.waitFor()).isOne();
    assertThat(errors).content().startsWith("usher: the output is not whole").hasLineCount(1);
  }
}
