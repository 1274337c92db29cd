package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Python program of the kind that tutorials have. Its errors go to the test's.
final class Python implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private Python(Process process) {
    this.process = process;
    out = process.inputReader(UTF_8);
  }

  static Python start(Path folder, String program, String... arguments) throws IOException {
    assumeTrue(there(), "no python3 here, so no plain socket programs take part");
    Path file = Files.createTempFile(folder, "program", ".py");
    Files.writeString(file, program);
    List<String> command = new ArrayList<>(List.of("python3", "-u", file.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    return new Python(builder.start());
  }

  private static boolean there() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(folder, "python3"))) return true;
    }
    return false;
  }

  /// The next line that it prints.
  String line() throws IOException {
    return String.valueOf(out.readLine());
  }

  /// Types a line.
  void type(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /// Waits for its end and returns the exit code.
  int exit() throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it has ended").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
