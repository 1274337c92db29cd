package dev.usher.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Many TCP clients at once: all are answered, none gets another's answer, and afterwards the
/// server has given everything back.
final class CrowdLoad {
  private static final int EACH = 100;

  private CrowdLoad() {}

  static void run(Options options, Verdict verdict) throws IOException, InterruptedException {
    try (ServerProcess server = new ServerProcess(Contender.kit("chunks").command())) {
      run(server.address(), server.proc(), options, verdict);
      long[] stats = server.ask("stats");
      verdict.must(stats[0] == 0 && stats[2] == 0, "open %d, failed %d", stats[0], stats[2]);
    }
  }

  /// The same against any echo server.
  static void run(InetSocketAddress server, Proc proc, Options options, Verdict verdict)
      throws IOException, InterruptedException {
    int crowd = options.quick() ? 500 : 5_000;
    try (TcpClients first = TcpClients.crowd(server, 200)) {
      first.say(10);
    }
    int descriptors = settled(proc);
    int threads = proc.threads();
    long begun = System.nanoTime();
    try (TcpClients clients = TcpClients.crowd(server, crowd)) {
      long answered = clients.say(EACH);
      double seconds = (System.nanoTime() - begun) / 1e9;
      verdict.must(
          answered == (long) crowd * EACH,
          "%,d clients at once, %d messages each: %,d answered right, in order, in %.1f s",
          crowd,
          EACH,
          answered,
          seconds);
      verdict.saw("meanwhile %,d descriptors and %d threads", proc.descriptors(), proc.threads());
    }
    int after = settled(proc);
    verdict.must(after == descriptors, "descriptors before and after: %d, %d", descriptors, after);
    int left = threadsLeft(proc, threads);
    verdict.must(left <= threads, "threads before and after: %d, %d", threads, left);
  }

  /// The number of threads once it is no more than before; waits for at most 20 s, since one that
  /// has taken over a loop lasts for ten more.
  private static int threadsLeft(Proc proc, int before) throws InterruptedException {
    for (int i = 0; i < 100 && proc.threads() > before; i++) Thread.sleep(Duration.ofMillis(200));
    return proc.threads();
  }

  /// The number of descriptors once it has not changed for a second; waits for at most half a
  /// minute.
  private static int settled(Proc proc) throws InterruptedException {
    int last = proc.descriptors();
    for (int i = 0, same = 0; i < 150 && same < 5; i++) {
      Thread.sleep(Duration.ofMillis(200));
      int now = proc.descriptors();
      same = now == last ? same + 1 : 0;
      last = now;
    }
    return last;
  }
}
