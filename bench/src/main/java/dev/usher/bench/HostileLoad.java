package dev.usher.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Lengths that nobody can mean, and a line without an end, against a limit of 64 KiB: refused,
/// with next to no memory, while the others are served.
final class HostileLoad {
  private static final int[] LENGTHS = {0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0000};
  private static final byte[] LINE = "AN HONEST LINE\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PREFIXED = {0, 0, 0, 6, 'h', 'o', 'n', 'e', 's', 't'};
  private static final int AT_ONCE = 10;
  private static final long FLOOD = 1L << 20;
  private static final long GIGABYTE = 1_000_000_000;

  private HostileLoad() {}

  static void run(Options options, Verdict verdict) throws Exception {
    try (ServerProcess server = start("prefixed", PREFIXED)) {
      for (int length : LENGTHS) {
        byte[] field = ByteBuffer.allocate(4).putInt(length).array();
        String what = String.format("%d lengths of 0x%08X", AT_ONCE, length);
        attack(what, server, PREFIXED, field, AT_ONCE, FLOOD, verdict);
      }
    }
    long flood = options.quick() ? GIGABYTE / 10 : GIGABYTE;
    try (ServerProcess server = start("lines", LINE)) {
      attack("a line without an end", server, LINE, new byte[0], 1, flood, verdict);
    }
  }

  /// A server that has served a while: what it needs once, it has.
  private static ServerProcess start(String kind, byte... message) throws Exception {
    ServerProcess server = new ServerProcess(Contender.kit(kind).command());
    for (int i = 0; i < 20; i++) probe(server, message, () -> pause(100));
    return server;
  }

  private static void attack(
      String what,
      ServerProcess server,
      byte[] honest,
      byte[] beginning,
      int attackers,
      long most,
      Verdict verdict)
      throws Exception {
    Spread calm = probe(server, honest, () -> pause(1_000));
    List<Hostile> hostile = new ArrayList<>();
    try {
      FutureTask<Long> first = flood(server.address(), hostile, attackers, beginning, most);
      Spread busy =
          probe(
              server,
              honest,
              () -> {
                first.get();
                return pause(200);
              });
      boolean refused = hostile.stream().allMatch(Hostile::wasRefused);
      double slowest =
          hostile.stream().mapToLong(h -> h.refusedAfter().toNanos()).max().orElse(0) / 1e6;
      verdict.must(
          refused,
          "%s: refused within %.0f ms of the first byte; %,d bytes went before it broke",
          what,
          slowest,
          first.get());
      verdict.saw("an honest client, ms for an answer, meanwhile: %s", busy.show("%.2f"));
      verdict.saw("                                       before: %s", calm.show("%.2f"));
    } finally {
      for (Hostile client : hostile) client.close();
    }
    pause(500);
    memory(what, server, attackers, beginning, most, verdict);
  }

  /// The same again with nobody else there, looking at the heap all the time.
  private static void memory(
      String what,
      ServerProcess server,
      int attackers,
      byte[] beginning,
      long most,
      Verdict verdict)
      throws Exception {
    long[] before = server.ask("heap");
    List<Hostile> hostile = new ArrayList<>();
    try {
      FutureTask<Long> flood = flood(server.address(), hostile, attackers, beginning, most);
      long peak = 0;
      long[] now;
      do {
        now = server.ask("heap");
        peak = Math.max(peak, now[0]);
      } while (!flood.isDone());
      verdict.must(
          peak - before[0] < 1 << 20,
          "%s: the heap grew by %,d bytes at most; %,d were allocated on the way",
          what,
          Math.max(0, peak - before[0]),
          now[1] - before[1]);
    } finally {
      for (Hostile client : hostile) client.close();
    }
  }

  private static FutureTask<Long> flood(
      InetSocketAddress server, List<Hostile> hostile, int count, byte[] beginning, long most)
      throws IOException {
    for (int i = 0; i < count; i++) hostile.add(new Hostile(server));
    FutureTask<Long> flood =
        new FutureTask<>(() -> {
          long sent = 0;
          for (Hostile client : hostile) sent += client.flood(beginning, most);
          return sent;
        });
    Thread.ofPlatform().start(flood);
    return flood;
  }

  private static Spread probe(ServerProcess server, byte[] message, Callable<?> meanwhile)
      throws Exception {
    try (Probe probe = new Probe(server.address(), message)) {
      meanwhile.call();
      return probe.stop();
    }
  }

  private static boolean pause(int millis) throws InterruptedException {
    Thread.sleep(millis);
    return true;
  }
}
