package dev.usher.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server that takes part. It says where it listens in its first line (`listening PORT`), and
/// ends when its standard input does.
///
/// @param what it is, in a line
/// @param command what starts it
record Contender(String name, Protocol protocol, String what, List<String> command) {
  /// The folder of the bench.
  static final Path HOME = Path.of(System.getProperty("usher.bench.home", "bench"));

  /// Has a JVM start its own threads at once, so that one more later is the server's.
  static final List<String> ALL_THREADS =
      List.of("-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UseDynamicNumberOfGCThreads");

  private static final String OWN_PATH = System.getProperty("java.class.path");

  boolean takesPartIn(Cell cell) {
    return protocol == cell.protocol().server();
  }

  /// A class of the bench.
  static Contender java(
      String name, Protocol protocol, String what, Class<?> main, String... words) {
    return new Contender(name, protocol, what, command(List.of(), OWN_PATH, main, words));
  }

  /// Netty, with what its own guide asks of a JVM of today: leave to use Unsafe.
  static Contender netty(
      String name, Protocol protocol, String what, Class<?> main, String... words) {
    List<String> options = List.of("--sun-misc-unsafe-memory-access=allow");
    return new Contender(name, protocol, what, command(options, OWN_PATH, main, words));
  }

  /// The kit's echo on one of its transports, in one of its kinds; see [KitEcho].
  static Contender kit(String transport, Protocol protocol, String kind) {
    return kit(transport + " " + kind, protocol, "the kit", OWN_PATH, transport, kind, true);
  }

  /// The same.
  ///
  /// @param path of classes, the kit's among them
  /// @param opened with what our launcher allows the transport `linux`: without it, the JDK runs
  ///   its virtual threads
  static Contender kit(
      String name,
      Protocol protocol,
      String what,
      String path,
      String transport,
      String kind,
      boolean opened) {
    List<String> options =
        opened && transport.equals("linux")
            ? List.of("--add-opens=java.base/java.lang=ALL-UNNAMED")
            : List.of();
    return new Contender(
        name, protocol, what, command(options, path, KitEcho.class, transport, kind));
  }

  /// The kit's echo on `nio`.
  static Contender kit(String kind) {
    return kit("nio", Protocol.TCP, kind);
  }

  /// Starts the plain echo server.
  static List<String> plainTcp() {
    return command(List.of(), OWN_PATH, PlainTcp.class);
  }

  private static List<String> command(
      List<String> options, String path, Class<?> main, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(ALL_THREADS);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", path, main.getName()));
    command.addAll(List.of(words));
    return command;
  }

  @Override
  public String toString() {
    return name;
  }
}
