package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strftime against this machine's C library, where that is glibc and python3 can ask it.
class StrftimeLibcTest {
  private static final String SCRIPT = "src/test/python/strftime_libc.py";
  private static final String LETTERS = "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%Qifé";

  @TempDir Path folder;

  @BeforeEach
  void skipWithoutGlibc() throws Exception {
    assumeTrue(runs("version", List.of()) == 0, "no python3 with glibc, whose strftime is asked");
    assumeTrue(Files.exists(Path.of("/usr/share/zoneinfo/Asia")), "no zone files here");
  }

  private int runs(String what, List<String> questions) throws Exception {
    Path in = Files.write(folder.resolve("questions"), questions);
    try {
      Process python =
          new ProcessBuilder("python3", SCRIPT, what)
              .redirectInput(in.toFile())
              .redirectOutput(folder.resolve("answers").toFile())
              .redirectError(folder.resolve("errors").toFile())
              .start();
      assertThat(python.waitFor(50, TimeUnit.SECONDS)).isTrue();
      return python.exitValue();
    } catch (IOException _) {
      return -1; // not installed
    }
  }

  private record Question(String zone, long second, String format) {
    static Question random(Random random) {
      StringBuilder format = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) directive(random, format);
      String zone = StrftimeTable.ZONES.get(random.nextInt(StrftimeTable.ZONES.size()));
      // From the year 1 to 9999, half of them within the last century and the next.
      long second =
          random.nextBoolean()
              ? random.nextLong(-62_135_000_000L, 253_402_000_000L)
              : random.nextLong(-2_000_000_000L, 5_000_000_000L);
      return new Question(zone, second, format.toString());
    }

    private static void directive(Random random, StringBuilder out) {
      out.append('%');
      for (int i = random.nextInt(3); i > 0; i--) out.append("_-0^#".charAt(random.nextInt(5)));
      if (random.nextInt(3) == 0) out.append(random.nextInt(1, 65));
      if (random.nextInt(3) == 0) out.append(random.nextBoolean() ? 'E' : 'O');
      out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }

    String line() {
      return zone + "\t" + second + "\t" + StrftimeTable.hex(format);
    }

    String answer() {
      return Strftime.of(format).format(Instant.ofEpochSecond(second).atZone(ZoneId.of(zone)));
    }
  }

  @Test
  void freshFormatsAreByteEqual() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) questions.add(Question.random(random));
    assertThat(runs("answer", questions.stream().map(Question::line).toList())).isZero();
    List<String> answers = Files.readAllLines(folder.resolve("answers"));
    assertThat(answers).hasSameSizeAs(questions);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(questions.get(i).answer())
          .as("seed %d: %s", seed, questions.get(i))
          .isEqualTo(StrftimeTable.text(answers.get(i)));
    }
  }
}
