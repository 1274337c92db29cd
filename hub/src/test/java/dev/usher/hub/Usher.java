package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `usher` in a process of its own, as a person starts it.
final class Usher extends Piped {
  /// Whether the tests were started in the background, where SIGINT or SIGHUP may be ignored: what
  /// they start would inherit that, and never hear of the signals that are sent to it.
  private static final boolean IGNORED = ignoresSignals();

  /// The names that are known: no test depends on what a name server says, or when.
  private static final Path HOSTS = Path.of("src/test/resources/dev/usher/hub/hosts");

  private Usher(ProcessBuilder builder, Path folder) throws IOException {
    super(builder, folder);
  }

  static Usher start(Path folder, String... arguments) throws IOException {
    return start(folder, Map.of(), arguments);
  }

  /// The same in an environment that has these too.
  static Usher start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    var builder = prepared(command(arguments));
    builder.environment().putAll(environment);
    return new Usher(builder, folder);
  }

  /// How it is started.
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    if (IGNORED) command.addAll(List.of("env", "--default-signal=INT,HUP"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djdk.net.hosts.file=" + HOSTS.toAbsolutePath());
    command.add("--module-path=" + System.getProperty("jdk.module.path"));
    command.add("--module=dev.usher.hub/dev.usher.hub.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  /// A hub with its data in this folder, once all its doors are open: echo over TCP and UDP, and
  /// what is listened for. None is where a person's hub is, or that of tests beside these.
  static Usher serve(Path folder, String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("serve", "--only=echo", "--listen=echo.text=127.0.0.1:0"));
    all.add("--data=" + folder.resolve("data"));
    all.addAll(List.of(arguments));
    Usher hub = start(folder, all.toArray(String[]::new));
    assertThat(hub.line()).startsWith("DOOR");
    return hub;
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
}
