package dev.usher.bench;

import dev.usher.kit.Running;
import dev.usher.kit.Stats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// How a server process talks to the bench: it says where it listens, answers questions about
/// itself, and ends with its standard input.
final class Control {
  private Control() {}

  /// For a server that is none of the kit's: it answers only to `heap`.
  static void listening(int port) throws IOException {
    answer(
        port,
        question -> {
          throw new IllegalArgumentException(question);
        });
  }

  /// For one of the kit's. `stats`: open, opened, failed, refused, dropped.
  static void listening(Running server) throws IOException {
    answer(
        server.port(),
        question -> {
          if (question.equals("stats")) return stats(server.stats());
          throw new IllegalArgumentException(question);
        });
  }

  /// Answers to `heap` here, with the used bytes after a collection, and all bytes ever allocated;
  /// to what else is asked by the function.
  private static void answer(int port, UnaryOperator<String> others) throws IOException {
    System.out.println("listening " + port);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String question; (question = in.readLine()) != null; ) {
      System.out.println(question.equals("heap") ? heap() : others.apply(question));
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
