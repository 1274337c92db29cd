package dev.usher.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A server that takes part: its name, and the command that starts it. It says where it listens in
/// its first line (`listening PORT`), and ends when its standard input does.
record Contender(String name, Protocol protocol, List<String> command) {
  /// The folder of the bench.
  static final Path HOME = Path.of(System.getProperty("usher.bench.home", "bench"));

  /// Has a JVM start its own threads at once, so that one more later is the server's.
  static final List<String> ALL_THREADS =
      List.of("-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UseDynamicNumberOfGCThreads");

  private static final List<String> TRANSPORTS = List.of("nio", "linux");
  private static final String OPENED = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  /// The one that the others are compared with.
  boolean isPlain() {
    return List.of("plain Socket", "plain DatagramChannel", "chronyd").contains(name);
  }

  /// All of them, in the order of the table.
  static List<Contender> all(Map<String, Path> beside) {
    List<Contender> all = new ArrayList<>();
    script(all, "C epoll", Protocol.TCP, "gcc", "sh", "c", "tcp");
    all.add(java("NIO selector", Protocol.TCP, PlainSelector.class));
    all.add(java("plain Socket", Protocol.TCP, PlainTcp.class));
    all.add(java("plain Socket lines", Protocol.TCP, PlainTcp.class, "lines"));
    addKits(all, Protocol.TCP, beside, "lines", "chunks");
    python(all, "Python ThreadingTCPServer", Protocol.TCP, "tcp.py");
    script(all, "C recvmmsg", Protocol.UDP, "gcc", "sh", "c", "udp");
    all.add(java("plain DatagramChannel", Protocol.UDP, PlainUdp.class));
    addKits(all, Protocol.UDP, beside, "answer", "peers");
    python(all, "Python UDPServer", Protocol.UDP, "udp.py");
    return all;
  }

  /// Those that tell the time, in the order of the table. Without chronyd, the first one is what
  /// the others are compared with.
  static List<Contender> ntp() {
    List<Contender> all = new ArrayList<>();
    script(all, "chronyd", Protocol.NTP, "chronyd", "sh", "chronyd");
    all.add(java("bare DatagramChannel", Protocol.NTP, PlainUdp.class, "ntp"));
    for (String transport : TRANSPORTS) {
      all.add(
          kit(transport, transport, Protocol.NTP, System.getProperty("java.class.path"), "ntp"));
    }
    all.add(
        java("time.ntp", Protocol.NTP, HubDoor.class, "time.ntp", "udp://127.0.0.1:0?stratum=10"));
    return all;
  }

  /// The kit's echo in one of its kinds; see [KitEcho].
  static Contender kit(String kind) {
    return kit("nio", "nio", Protocol.TCP, System.getProperty("java.class.path"), kind);
  }

  private static void addKits(
      List<Contender> all, Protocol protocol, Map<String, Path> beside, String... kinds) {
    String own = System.getProperty("java.class.path");
    for (String kind : kinds) {
      for (String transport : TRANSPORTS) {
        all.add(kit(transport, transport, protocol, own, kind));
      }
      beside.forEach((name, classes) ->
          all.add(kit(name, "nio", protocol, classes + File.pathSeparator + own, kind)));
    }
  }

  private static Contender kit(
      String name, String transport, Protocol protocol, String path, String kind) {
    List<String> command = command(path, KitEcho.class, transport, kind);
    // What our launcher allows; without it, virtual threads run where the JDK wants them.
    if (transport.equals("linux")) command.add(1, OPENED);
    return new Contender(name + " " + kind, protocol, command);
  }

  private static Contender java(String name, Protocol protocol, Class<?> main, String... words) {
    return new Contender(
        name, protocol, command(System.getProperty("java.class.path"), main, words));
  }

  /// Starts the plain echo server.
  static List<String> plainTcp() {
    return command(System.getProperty("java.class.path"), PlainTcp.class);
  }

  private static List<String> command(String path, Class<?> main, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(ALL_THREADS);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", path, main.getName()));
    command.addAll(List.of(words));
    return command;
  }

  private static void python(List<Contender> all, String name, Protocol protocol, String script) {
    script(all, name, protocol, "python3", "python3", script);
  }

  /// A script of the peers, if a program that it needs is there.
  private static void script(
      List<Contender> all,
      String name,
      Protocol protocol,
      String needs,
      String interpreter,
      String script,
      String... words) {
    if (!hasProgram(needs)) {
      System.err.println("without " + name + ": there is no " + needs);
      return;
    }
    String file = HOME.resolve("peers").resolve(script).toString();
    List<String> command = new ArrayList<>(List.of(interpreter, file));
    command.addAll(List.of(words));
    all.add(new Contender(name, protocol, command));
  }

  private static boolean hasProgram(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  @Override
  public String toString() {
    return name;
  }
}
