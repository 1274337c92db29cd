package dev.usher.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/// Many UDP sockets at once, each waiting for its answer before it sends again: every datagram is
/// answered, or counted where it was dropped.
final class PacketLoad {
  private static final int SOCKETS = 1_000;

  private PacketLoad() {}

  static void run(Options options, Verdict verdict) throws IOException {
    for (String kind : new String[] {"answer", "peers"}) {
      try (ServerProcess server = new ServerProcess(Contender.kit(kind).command())) {
        run(kind, server.address(), () -> server.ask("stats")[4], options, verdict);
      }
    }
  }

  /// The same against any echo server.
  ///
  /// @param dropped how many the server itself has dropped so far
  static void run(
      String name, InetSocketAddress server, LongSupplier dropped, Options options, Verdict verdict)
      throws IOException {
    try (UdpClients clients = new UdpClients(server, SOCKETS, 1, EchoPackets::new)) {
      long begun = System.nanoTime();
      UdpClients.Tally tally = clients.say(options.quick() ? 20 : 200);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long bySystem = Proc.udpDrops(server.getPort());
      long byServer = dropped.getAsLong();
      long answered = tally.answered() + tally.late();
      verdict.saw(
          "%s: %,d datagrams from %,d sockets in %.1f s: %,d answered right (%,d of them late)",
          name, tally.sent(), SOCKETS, seconds, answered, tally.late());
      verdict.must(
          tally.sent() == answered + bySystem + byServer,
          "the others were dropped: %,d by the system, %,d by the server",
          bySystem,
          byServer);
    }
  }
}
