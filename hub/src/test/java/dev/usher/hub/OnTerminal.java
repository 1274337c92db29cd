package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `usher` on a real pseudo-terminal, which Python's `pty` makes.
final class OnTerminal implements AutoCloseable {
  private static final String SPAWN =
      "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

  private final Process process;
  private final StringBuilder shown = new StringBuilder();
  private final Thread reader;

  private OnTerminal(Process process) {
    this.process = process;
    reader = Thread.ofPlatform().daemon().start(this::read);
  }

  static OnTerminal start(Path home, String... arguments) throws IOException {
    return start("exec \"$@\"", home, arguments);
  }

  /// The same with an input that is no terminal but has this line in it.
  static OnTerminal piped(String line, Path home, String... arguments) throws IOException {
    return start("echo '" + line + "' | \"$@\"", home, arguments);
  }

  private static OnTerminal start(String how, Path home, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-c", SPAWN));
    command.addAll(List.of("sh", "-c", "stty cols 100 rows 30; " + how, "sh"));
    command.addAll(Usher.command(arguments));
    var builder = Piped.prepared(command).redirectErrorStream(true);
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("HOME", home.toString());
    builder.environment().put("NO_COLOR", "1"); // so that what is shown is easier to compare
    try {
      return new OnTerminal(builder.start());
    } catch (IOException _) {
      assumeTrue(false, "no python3 here to make a terminal");
      throw new AssertionError();
    }
  }

  private void read() {
    try (var out = process.inputReader(UTF_8)) {
      for (int c; (c = out.read()) >= 0; ) {
        synchronized (shown) {
          shown.append((char) c);
          shown.notifyAll();
        }
      }
    } catch (IOException _) {
      // it was killed
    }
  }

  /// Waits until this has been shown, and returns all that was.
  String await(String text) throws InterruptedException {
    long until = System.nanoTime() + Piped.PATIENCE.toNanos();
    synchronized (shown) {
      while (shown.indexOf(text) < 0) {
        long left = until - System.nanoTime();
        assertThat(left).as("no \"%s\" in: %s", text, shown).isPositive();
        TimeUnit.NANOSECONDS.timedWait(shown, left);
      }
      return shown.toString();
    }
  }

  OnTerminal type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(UTF_8));
    process.getOutputStream().flush();
    return this;
  }

  /// Waits for its end and returns the exit code.
  int exit() throws InterruptedException {
    assertThat(process.waitFor(Piped.PATIENCE)).as("it has ended: %s", shown).isTrue();
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    Piped.end(process);
  }
}
