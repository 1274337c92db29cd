package dev.usher.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The course shows no code that is not a file, and no answer that the file does not give.
class CourseTest {
  private static final Path CHAPTERS = Path.of("../docs/tutorial");
  private static final Pattern BLOCK =
      Pattern.compile("```(java|python|text) ([\\w.]+)\\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @MethodSource("chapters")
  void whatAChapterShowsIsTheFileAndItsAnswer(Path chapter) throws Exception {
    String text = Files.readString(chapter, UTF_8);
    List<MatchResult> blocks = BLOCK.matcher(text).results().toList();
    assertThat(blocks).isNotEmpty();
    for (MatchResult block : blocks) {
      if (block.group(1).equals("text")) continue;
      Path listing = Path.of("tutorial", block.group(2));
      assertThat(block.group(3)).isEqualTo(Files.readString(listing, UTF_8));
    }
    assertThat(text).containsPattern("\\./usher lab [a-z-]+\\n");
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void bothLanguagesShowTheSame(Path chapter) throws Exception {
    assertThat(blocks(CHAPTERS.resolve("zh").resolve(chapter.getFileName())))
        .isEqualTo(blocks(CHAPTERS.resolve(chapter.getFileName())));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void aListingSaysWhatItsChapterSays(Path listing) throws Exception {
    String name = listing.getFileName().toString();
    String expected = null;
    for (Path chapter : chapters().toList()) {
      for (MatchResult block : BLOCK.matcher(Files.readString(chapter, UTF_8)).results().toList()) {
        if (block.group(1).equals("text") && block.group(2).equals(name)) expected = block.group(3);
      }
    }
    assertThat(expected).as("the answer of " + name + " in a chapter").isNotNull();
    assertThat(run(listing)).isEqualTo(expected);
  }

  @Test
  void thereAreAtMostTwelveChapters() throws IOException {
    assertThat(chapters().count()).isBetween(2L, 24L);
  }

  private static List<String> blocks(Path chapter) throws IOException {
    return Pattern.compile("```.*?```", Pattern.DOTALL)
        .matcher(Files.readString(chapter, UTF_8))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  static Stream<Path> chapters() throws IOException {
    return Stream.concat(chaptersIn(CHAPTERS), chaptersIn(CHAPTERS.resolve("zh")));
  }

  private static Stream<Path> chaptersIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("\\d\\d-.*\\.md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<Path> listings() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("tutorial"))) {
      return files.filter(f -> f.toString().matches(".*\\.(java|py)")).sorted().toList().stream();
    }
  }

  private static String run(Path listing) throws Exception {
    String name = listing.getFileName().toString();
    List<String> command =
        name.endsWith(".py")
            ? List.of("python3", listing.toString())
            : List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "--class-path",
                "target/classes" + File.pathSeparator + "../kit/target/classes",
                name.replace(".java", ""));
    Path output =
        Files.createTempFile("course", ".txt"); // a pipe would be waited for without an end
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(!name.endsWith(".py"), "skipped: no python3");
      throw e;
    }
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
      assertThat(process.exitValue()).isZero();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
