package dev.usher.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server that takes part: its name, and the command that starts it. It says where it listens in
/// its first line (`listening PORT`), and ends when its standard input does.
record Contender(String name, boolean udp, List<String> command) {
  /// The folder of the bench.
  static final Path HOME = Path.of(System.getProperty("usher.bench.home", "bench"));

  /// Has a JVM start its own threads at once, so that one more later is the server's.
  static final List<String> ALL_THREADS =
      List.of("-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UseDynamicNumberOfGCThreads");

  /// The one that the others are compared with.
  boolean isPlain() {
    return name.equals("plain Socket") || name.equals("plain DatagramChannel");
  }

  /// All of them, in the order of the table.
  static List<Contender> all(Map<String, Path> beside) {
    List<Contender> all = new ArrayList<>();
    all.add(java("plain Socket", false, PlainTcp.class));
    all.add(java("plain Socket lines", false, PlainTcp.class, "lines"));
    addKits(all, false, beside, "lines", "chunks");
    python(all, "Python ThreadingTCPServer", false, "tcp.py");
    all.add(java("plain DatagramChannel", true, PlainUdp.class));
    addKits(all, true, beside, "answer", "peers");
    python(all, "Python UDPServer", true, "udp.py");
    return all;
  }

  /// The kit's echo in one of its kinds; see [KitEcho].
  static Contender kit(String kind) {
    return kit("nio " + kind, false, System.getProperty("java.class.path"), kind);
  }

  private static void addKits(
      List<Contender> all, boolean udp, Map<String, Path> beside, String... kinds) {
    String own = System.getProperty("java.class.path");
    for (String kind : kinds) {
      all.add(kit("nio " + kind, udp, own, kind));
      beside.forEach((name, classes) ->
          all.add(kit(name + " " + kind, udp, classes + File.pathSeparator + own, kind)));
    }
  }

  private static Contender kit(String name, boolean udp, String path, String kind) {
    return new Contender(name, udp, command(path, KitEcho.class, kind));
  }

  private static Contender java(String name, boolean udp, Class<?> main, String... words) {
    return new Contender(name, udp, command(System.getProperty("java.class.path"), main, words));
  }

  private static List<String> command(String path, Class<?> main, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(ALL_THREADS);
    command.addAll(List.of("-cp", path, main.getName()));
    command.addAll(List.of(words));
    return command;
  }

  private static void python(List<Contender> all, String name, boolean udp, String script) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path python = Path.of(folder, "python3");
      if (Files.isExecutable(python)) {
        all.add(
            new Contender(
                name,
                udp,
                List.of(python.toString(), HOME.resolve("peers").resolve(script).toString())));
        return;
      }
    }
    System.err.println("without " + name + ": there is no python3");
  }

  @Override
  public String toString() {
    return name;
  }
}
