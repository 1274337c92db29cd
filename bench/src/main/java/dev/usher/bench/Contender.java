package dev.usher.bench;

import java.io.File;
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

  /// What our launcher allows the transport `linux`: without it, the JDK runs its virtual threads.
  static final String OPENED = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  boolean takesPartIn(Cell cell) {
    return protocol == cell.protocol().server();
  }

  /// A class of the bench.
  static Contender java(
      String name, Protocol protocol, String what, Class<?> main, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(ALL_THREADS);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(words));
    return new Contender(name, protocol, what, command);
  }

  /// The kit's echo on a transport, in one of its kinds; see [KitEcho].
  static Contender kit(String transport, Protocol protocol, String kind) {
    String name = transport + " " + kind;
    Contender closed = java(name, protocol, "the kit", KitEcho.class, transport, kind);
    return transport.equals("linux") ? closed.with(OPENED) : closed;
  }

  /// The kit's echo on `nio`.
  static Contender kit(String kind) {
    return kit("nio", Protocol.TCP, kind);
  }

  /// The same class of the bench, with more options for its JVM.
  Contender with(String... options) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(command.indexOf("-cp"), List.of(options));
    return new Contender(name, protocol, what, longer);
  }

  /// The same with other classes of the kit.
  Contender with(Path classes, String name) {
    List<String> other = new ArrayList<>(command);
    int path = command.indexOf("-cp") + 1;
    other.set(path, classes + File.pathSeparator + command.get(path));
    return new Contender(name, protocol, what + " in " + classes, other);
  }

  /// The plain echo server.
  static Contender plainTcp() {
    return java("plain Socket", Protocol.TCP, "a virtual thread for each", PlainTcp.class);
  }

  boolean isKit() {
    return command.contains(KitEcho.class.getName());
  }

  /// Whether it is a class of the bench, which answers to [Control]'s questions.
  boolean isOurs() {
    return command.contains("-cp");
  }

  @Override
  public String toString() {
    return name;
  }
}
