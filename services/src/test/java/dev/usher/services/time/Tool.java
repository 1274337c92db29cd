package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A program that people have, run as it is.
final class Tool {
  private Tool() {}

  record Outcome(int exit, String said) {}

  /// Runs it with an empty input until it ends; a test is skipped where it is not installed.
  ///
  /// @param folder for what it says
  static Outcome run(Path folder, String... command) throws Exception {
    Path output = Files.createTempFile(folder, command[0], "");
    String[] words = command.clone();
    words[0] = find(command[0]);
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command[0] + " ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
  }

  /// Some are for administrators, in folders that not everybody's path has.
  private static String find(String name) {
    for (String folder : new String[] {"/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/"}) {
      if (Files.isExecutable(Path.of(folder + name))) return folder + name;
    }
    assumeTrue(false, name + " is not installed");
    throw new AssertionError();
  }
}
