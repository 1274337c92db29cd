package dev.usher.testkit.contract;

import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.StreamFraming;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A server in a process of its own, where [Child] can count its heap and its descriptors. Says
/// `ready` and three ports, `troubled` and when, answers `heap`, and ends with its input.
final class ChildServer {
  static final int MESSAGE = 1 << 20;

  private ChildServer() {}

  public static void main(String[] args) throws Exception {
    loadAll(Path.of(URI.create(args[0])));
    try (Running lines =
            Server.tcp(0)
                .framing(StreamFraming.lines())
                .events(ChildServer::tell)
                .start(Venue.SHOUTING);
        Running lengths =
            Server.tcp(0)
                .framing(StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, MESSAGE))
                .events(ChildServer::tell)
                .start(client -> client.iterator().forEachRemaining(client::send));
        Running everywhere =
            Server.at(new InetSocketAddress("::", 0))
                .framing(StreamFraming.lines())
                .start(Venue.SHOUTING)) {
      say("ready " + lines.port() + " " + lengths.port() + " " + everywhere.port());
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      for (String line; (line = in.readLine()) != null; ) {
        if (line.equals("heap")) say("heap " + heap());
      }
    }
  }

  private static void tell(ServerEvent event) {
    if (event instanceof ServerEvent.Troubled) say("troubled " + System.nanoTime());
    if (event instanceof ServerEvent.Fallback(var _, String why)) say("fallback " + why);
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /// In a folder each class is a file to open, which takes a descriptor when there is none left.
  private static void loadAll(Path classes) throws IOException, ClassNotFoundException {
    if (!Files.isDirectory(classes)) return;
    ClassLoader loader = ChildServer.class.getClassLoader();
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes.resolve("dev/usher/kit"))) {
      files = all.filter(f -> f.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      String name = classes.relativize(file).toString().replace('/', '.');
      String plain = name.substring(0, name.length() - ".class".length());
      if (!plain.endsWith("package-info")) Class.forName(plain, false, loader);
    }
  }
}
