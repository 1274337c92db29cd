package dev.usher.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A plain socket program in another process and another language. Its errors go to the test's.
final class Python implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private Python(Process process) {
    this.process = process;
    out = process.inputReader(UTF_8);
  }

  static Python start(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-u", "-c", program));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return new Python(builder.start());
    } catch (IOException _) {
      assumeTrue(false, "no python3 here, so no plain socket programs take part");
      throw new AssertionError();
    }
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
    if (!process.waitFor(Wait.LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it did not end within " + Wait.LONGEST);
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    process.getOutputStream().close();
    process.getErrorStream().close();
    out.close();
  }
}
