package dev.usher.hub.lab;

import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// How a [Crowd] fared with a server.
///
/// @param first the shortest wait for an answer
/// @param last the longest
/// @param atOnce clients that were served at one moment: concurrency
/// @param processors that were busy on average: parallelism
record Serving(Duration first, Duration last, int atOnce, double processors) {
  /// What serves.
  enum By {
    /// One loop does everything.
    LOOP("one loop"),
    /// A platform thread for each client.
    THREADS("a thread each"),
    /// The kit: a virtual thread for each client.
    KIT("the kit");

    final String text;

    By(String text) {
      this.text = text;
    }
  }

  static Serving of(By by, boolean udp, Work work, int clients)
      throws IOException, InterruptedException, ExecutionException {
    if (by == By.KIT) {
      Handler<byte[]> handler =
          client -> {
            for (byte[] _ : client) client.send(new byte[] {work.run()});
          };
      try (Running server = udp ? Server.udp(0).start(handler) : Server.tcp(0).start(handler)) {
        return measure(new Crowd(server.address(), udp, clients), work);
      }
    }
    boolean threads = by == By.THREADS;
    try (PlainServer server =
        udp ? PlainServer.udp(work, threads) : PlainServer.tcp(work, threads)) {
      return measure(new Crowd(server.address(), udp, clients), work);
    }
  }

  private static Serving measure(Crowd crowd, Work work)
      throws IOException, InterruptedException, ExecutionException {
    Duration before = processorTime();
    long begun = System.nanoTime();
    List<Duration> waits = crowd.ask();
    double passed = System.nanoTime() - begun;
    double busy = processorTime().minus(before).toNanos();
    return new Serving(waits.getFirst(), waits.getLast(), work.mostAtOnce(), busy / passed);
  }

  private static Duration processorTime() throws IOException {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IOException("this system does not tell the processor time"));
  }
}
