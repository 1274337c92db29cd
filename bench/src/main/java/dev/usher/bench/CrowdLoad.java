package dev.usher.bench;

import java.io.IOException;
import java.time.Duration;

/// Many TCP clients at once: all are answered, none gets another's answer, and afterwards the
/// server has given everything back.
final class CrowdLoad {
  private CrowdLoad() {}

  static void run(Options options, Verdict verdict) throws IOException, InterruptedException {
    int crowd = options.quick() ? 500 : 5_000;
    int each = 100;
    try (ServerProcess server = new ServerProcess(Contender.kit("chunks").command())) {
      try (TcpClients first = new TcpClients(server.address(), 200, 1)) {
        first.say(10);
      }
      settle(server, 0);
      int descriptors = server.proc().descriptors();
      int threads = server.proc().threads();
      long begun = System.nanoTime();
      try (TcpClients clients = new TcpClients(server.address(), crowd, 1)) {
        long answered = clients.say(each);
        double seconds = (System.nanoTime() - begun) / 1e9;
        verdict.must(
            answered == (long) crowd * each,
            "%,d clients at once, %d messages each: %,d answered right, in order, in %.1f s",
            crowd,
            each,
            answered,
            seconds);
        verdict.saw(
            "meanwhile %,d descriptors and %d threads",
            server.proc().descriptors(), server.proc().threads());
      }
      settle(server, descriptors);
      verdict.must(
          server.proc().descriptors() == descriptors,
          "descriptors before and after: %d, %d",
          descriptors,
          server.proc().descriptors());
      verdict.must(
          server.proc().threads() <= threads,
          "threads before and after: %d, %d",
          threads,
          server.proc().threads());
      long[] stats = server.ask("stats");
      verdict.must(stats[0] == 0 && stats[2] == 0, "open %d, failed %d", stats[0], stats[2]);
    }
  }

  /// Waits until the server has noticed that everybody left; at most half a minute.
  private static void settle(ServerProcess server, int descriptors) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      boolean back = descriptors == 0 || server.proc().descriptors() == descriptors;
      if (server.ask("stats")[0] == 0 && back) return;
      Thread.sleep(Duration.ofMillis(100));
    }
  }
}
