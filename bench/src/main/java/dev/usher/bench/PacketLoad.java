package dev.usher.bench;

import java.io.IOException;

/// Many UDP sockets at once, each waiting for its answer before it sends again: every datagram is
/// answered, or counted where it was dropped.
final class PacketLoad {
  private PacketLoad() {}

  static void run(Options options, Verdict verdict) throws IOException {
    for (String kind : new String[] {"answer", "peers"}) run(kind, options, verdict);
  }

  private static void run(String kind, Options options, Verdict verdict) throws IOException {
    int sockets = 1_000;
    int each = options.quick() ? 20 : 200;
    try (ServerProcess server = new ServerProcess(Contender.kit(kind).command());
        UdpClients clients = new UdpClients(server.address(), sockets)) {
      long begun = System.nanoTime();
      UdpClients.Tally tally = clients.say(each);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long bySystem = Proc.udpDrops(server.address().getPort());
      long byKit = server.ask("stats")[4];
      long answered = tally.answered() + tally.late();
      verdict.saw(
          "%s: %,d datagrams from %,d sockets in %.1f s: %,d answered right (%,d of them late)",
          kind, tally.sent(), sockets, seconds, answered, tally.late());
      verdict.must(
          tally.sent() == answered + bySystem + byKit,
          "the others were dropped: %,d by the system, %,d by the kit",
          bySystem,
          byKit);
    }
  }
}
