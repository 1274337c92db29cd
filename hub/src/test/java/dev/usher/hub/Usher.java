package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `usher` in a process of its own, as a person starts it.
final class Usher implements AutoCloseable {
  /// Whether the tests were started in the background, where SIGINT or SIGHUP may be ignored: what
  /// they start would inherit that, and never hear of the signals that are sent to it.
  private static final boolean IGNORED = ignoresSignals();

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  private Usher(Process process, Path err) {
    this.process = process;
    this.err = err;
    out = process.inputReader(UTF_8);
  }

  static Usher start(Path folder, String... arguments) throws IOException {
    return start(folder, Map.of(), arguments);
  }

  /// The same in an environment that has these too.
  static Usher start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    Path err = Files.createTempFile(folder, "stderr", "");
    var builder = new ProcessBuilder(command(arguments)).redirectError(err.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().putAll(environment);
    return new Usher(builder.start(), err);
  }

  /// How it is started.
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    if (IGNORED) command.addAll(List.of("env", "--default-signal=INT,HUP"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--module-path=" + System.getProperty("jdk.module.path"));
    command.add("--module=dev.usher.hub/dev.usher.hub.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  /// A hub with its data in this folder, once all its doors are open: echo, and what is listened
  /// for.
  static Usher serve(Path folder, String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("serve", "--only=echo", "--data=" + folder.resolve("data")));
    all.addAll(List.of(arguments));
    Usher hub = start(folder, all.toArray(String[]::new));
    String heading = hub.line();
    assertThat(heading).as(() -> hub.errors()).startsWith("DOOR");
    return hub;
  }

  /// The next line of its standard output.
  String line() throws IOException {
    return String.valueOf(out.readLine());
  }

  /// The rest of its standard output.
  String rest() throws IOException {
    var rest = new StringBuilder();
    for (int c; (c = out.read()) >= 0; ) rest.append((char) c);
    return rest.toString();
  }

  /// Types into its standard input.
  Usher type(String text) throws IOException {
    return type(text.getBytes(UTF_8));
  }

  Usher type(byte[] bytes) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(bytes);
    in.flush();
    return this;
  }

  Usher endOfInput() throws IOException {
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

  private static boolean ignoresSignals() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(ignored -> (ignored & 0b11) != 0); // signals 1 and 2
    } catch (IOException _) {
      return false; // not Linux
    }
  }

  /// Waits for its end and returns the exit code.
  int exit() throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it has ended").isTrue();
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
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!errors().contains(text)) {
      assertThat(System.nanoTime()).as("no \"%s\" in: %s", text, errors()).isLessThan(until);
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
