package dev.usher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// On one core, one handler computes for two seconds and another blocks in the reading of a file:
/// how long 63 others wait meanwhile.
final class FairnessLoad {
  private static final int OTHERS = 63;
  private static final double RATE = 50.0 * OTHERS; // messages for each second
  private static final Duration COMPUTING = Duration.ofSeconds(2);
  private static final Duration MEANWHILE = Duration.ofMillis(1_900);
  private static final double LONGEST = 20; // ms, at the 99th percentile

  private static final Contender FAIR = server("linux").with(Contender.OPENED);
  private static final List<Contender> SERVERS = List.of(server("nio"), server("linux"), FAIR);

  private FairnessLoad() {}

  private static Contender server(String transport) {
    return Contender.java(transport, Protocol.LINES, "the kit", KitBusy.class, transport);
  }

  static void run(Options options, Verdict verdict)
      throws IOException, InterruptedException, ExecutionException {
    boolean pinned = Cores.pinLoad();
    if (!pinned) verdict.saw("NOT pinned to cores");
    int rounds = options.quick() ? 2 : 5;
    for (Contender each : SERVERS) {
      List<String> command = pinned ? Cores.pinned(each.command()) : each.command();
      try (ServerProcess server = new ServerProcess(command);
          PacedClients others = new PacedClients(server.address(), OTHERS)) {
        others.talk(RATE, MEANWHILE);
        Latencies before = others.talk(RATE, MEANWHILE);
        List<Latencies> meanwhile = new ArrayList<>();
        for (int i = 0; i < rounds; i++) meanwhile.add(disturbed(server.address(), others));
        Spread p99 = millis(meanwhile, 99);
        String saw =
            String.format(
                Locale.ROOT,
                "%s: %d others wait, ms: p50 %s, p99 %s, most %s; before: %.2f, %.2f, %.2f",
                each.equals(FAIR) ? each.name() : each.name() + ", no Add-Opens",
                OTHERS,
                millis(meanwhile, 50).show("%.2f"),
                p99.show("%.2f"),
                millis(meanwhile, 100).show("%.2f"),
                before.percentile(50) / 1e3,
                before.percentile(99) / 1e3,
                before.percentile(100) / 1e3);
        if (each.equals(FAIR)) verdict.must(p99.median() < LONGEST, "%s", saw);
        else verdict.saw("%s", saw);
      }
    }
  }

  private static Spread millis(List<Latencies> rounds, double percent) {
    return Spread.of(rounds, seen -> seen.percentile(percent) / 1e3);
  }

  private static Latencies disturbed(InetSocketAddress server, PacedClients others)
      throws IOException, InterruptedException, ExecutionException {
    Path pipe = Files.createTempDirectory("usher-bench").resolve("pipe");
    Process making = Children.start(new ProcessBuilder("mkfifo", pipe.toString()));
    if (making.waitFor() != 0) throw new IOException("no " + pipe);
    // Open for both, so that nobody waits for the other end but in a read.
    try (RandomAccessFile end = new RandomAccessFile(pipe.toFile(), "rw");
        Busy computing = new Busy(server, "compute " + COMPUTING.toMillis());
        Busy reading = new Busy(server, "read " + pipe)) {
      var release = new FutureTask<>(() -> release(end)); // at its time, even if nobody is served
      Thread.ofPlatform().start(release);
      Latencies seen = others.talk(RATE, MEANWHILE);
      release.get();
      computing.await();
      reading.await();
      return seen;
    } finally {
      Files.deleteIfExists(pipe);
      Files.delete(pipe.getParent());
    }
  }

  private static boolean release(RandomAccessFile pipe) throws IOException, InterruptedException {
    Thread.sleep(MEANWHILE);
    pipe.write(1);
    return true;
  }

  /// A client that keeps its handler busy.
  private static final class Busy implements AutoCloseable {
    private static final int PATIENCE = 20_000; // ms

    private final Socket socket;
    private final byte[] line;

    Busy(InetSocketAddress server, String what) throws IOException {
      line = (what + "\n").getBytes(UTF_8);
      socket = new Socket(server.getAddress(), server.getPort());
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(line);
    }

    /// Until its handler has answered.
    void await() throws IOException {
      byte[] answer = socket.getInputStream().readNBytes(line.length);
      if (!Arrays.equals(answer, line)) throw new IOException("a wrong answer");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
