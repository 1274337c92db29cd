package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A process that somebody talks with through pipes. Its errors go to a file.
abstract class Piped implements AutoCloseable {
  /// What must come has come long before, also where the machine is slow, busy, or stalls.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  /// Starts it.
  ///
  /// @param folder for the file
  Piped(ProcessBuilder builder, Path folder) throws IOException {
    err = Files.createTempFile(folder, "stderr", "");
    process = builder.redirectError(err.toFile()).start();
    out = process.inputReader(UTF_8);
  }

  /// What starts this, without options for every Java on the machine: each tells of them.
  static ProcessBuilder prepared(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeAll(Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    return builder;
  }

  /// The next line of its standard output, which must come.
  String line() throws IOException {
    String line = out.readLine();
    if (line == null) throw new AssertionError("it has ended: " + errors());
    return line;
  }

  /// The rest of its standard output.
  String rest() throws IOException {
    var rest = new StringBuilder();
    for (int c; (c = out.read()) >= 0; ) rest.append((char) c);
    return rest.toString();
  }

  /// Types into its standard input.
  Piped type(String text) throws IOException {
    return type(text.getBytes(UTF_8));
  }

  Piped type(byte[] bytes) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(bytes);
    in.flush();
    return this;
  }

  Piped endOfInput() throws IOException {
    process.getOutputStream().close();
    return this;
  }

  /// Reads no more of its standard output, as `head` does.
  void lookAway() throws IOException {
    out.close();
  }

  /// Sends SIGTERM.
  void terminate() {
    process.toHandle().destroy(); // which leaves its output to be read
  }

  /// Sends another signal.
  void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  /// Waits for its end and returns the exit code.
  int exit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE)).as(() -> "it has ended; " + errors()).isTrue();
    return process.exitValue();
  }

  /// What it has written to its standard error.
  String errors() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// Waits until it has written this to its standard error.
  void awaitError(String text) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!errors().contains(text)) {
      boolean over = process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > until;
      if (over) assertThat(errors()).contains(text);
    }
  }

  @Override
  public void close() {
    end(process);
  }

  /// Kills it and all that it started, and waits until they are gone.
  static void end(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    for (ProcessHandle each : all) each.onExit().join();
  }
}
