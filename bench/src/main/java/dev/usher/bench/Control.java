package dev.usher.bench;

import dev.usher.kit.Running;
import dev.usher.kit.Stats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/// How a server process talks to the bench: it says where it listens, answers questions about
/// itself, and ends with its standard input.
final class Control {
  private Control() {}

  /// For a server without anything to tell.
  static void listening(int port) throws IOException {
    System.out.println("listening " + port);
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  /// For one of the kit's. `heap`: used bytes after a collection, and all bytes ever allocated.
  /// `stats`: open, opened, failed, refused, dropped.
  static void listening(Running server) throws IOException {
    System.out.println("listening " + server.port());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String question; (question = in.readLine()) != null; ) {
      System.out.println(
          switch (question) {
            case "heap" -> heap();
            case "stats" -> stats(server.stats());
            default -> throw new IllegalArgumentException(question);
          });
    }
    System.exit(0);
  }

  private static String heap() {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return used + " " + threads.getTotalThreadAllocatedBytes();
  }

  private static String stats(Stats s) {
    return s.open() + " " + s.opened() + " " + s.failed() + " " + s.refused() + " " + s.dropped();
  }
}
