package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.EndedException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/// Senders whose peer does not read.
final class Buffers implements Experiment {
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final int DATAGRAMS = 1_000;
  private static final int BYTES = 1_000;
  private static final int ROOM = 64 * 1024;
  private static final int LAST = 100; // ms without a datagram: there are no more
  private static final int OFFERS = 10_000;

  @Override
  public String name() {
    return "buffers";
  }

  @Override
  public String question() {
    return "how much can one send before anybody reads?";
  }

  /// @param how how the last send ended
  private record Kit(long taken, String how, Duration after) {}

  @Override
  public Finding run() throws Exception {
    Filling.Result tcp;
    try (Filling filling = Filling.open()) {
      tcp = filling.run(WAIT);
    }
    long datagrams = udp();
    long tried = (long) DATAGRAMS * BYTES;
    long kept = datagrams * BYTES;
    long offered = offered();
    Kit sent = sent();
    return new Finding(
        Table.of("sender", "bytes taken", "then", "read later")
            .row("TCP, plain write", tcp.fitted(), "writes wait", tcp.read())
            .row("UDP, plain send", tried, "no send ever waits", kept)
            .row("TCP, the kit's offer", offered, "says no", "-")
            .row("TCP, the kit's send", sent.taken, "waits, then " + sent.how, "-"),
        List.of(
            Claim.atLeast("TCP: writes waited this long", tcp.blocked(), WAIT),
            Claim.equal("then all was read, nothing lost", tcp.read(), tcp.written()),
            Claim.above("UDP: datagrams dropped in silence", DATAGRAMS - datagrams, 0),
            Claim.below("an offer is declined in the end", offered, (long) OFFERS * BYTES),
            Claim.atLeast("a send waits until its deadline", sent.after, WAIT)),
        """
        Between a writer and a reader stand the buffers of both systems. When they are full, TCP
        tells the sender to wait, and a blocking write does: one reader that sleeps stops its
        writer. UDP has nobody to tell: what does not fit into the receiver's buffer is dropped, and
        neither side hears of it. The kit's send waits as a write does, but no longer than its
        deadline; its offer never waits and says no, so that one slow member cannot stop a room.
        """,
        List.of(
            "ARCHITECTURE.md", "docs/from-socketserver.md", "RFC 9293, 3.8.6", "RFC 8085, 3.1"));
  }

  /// Datagrams that were still there when the receiver came.
  private static long udp() throws IOException {
    try (DatagramSocket from = Loopback.udp();
        DatagramSocket to = Loopback.udp()) {
      to.setReceiveBufferSize(ROOM);
      byte[] bytes = new byte[BYTES];
      for (int i = 0; i < DATAGRAMS; i++) Loopback.send(from, bytes, to.getLocalSocketAddress());
      to.setSoTimeout(LAST);
      long received = 0;
      try {
        for (; received < DATAGRAMS; received++) Loopback.receive(to, BYTES);
      } catch (SocketTimeoutException _) {
        // the others were dropped
      }
      return received;
    }
  }

  private static long offered() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client =
            Client.at(deaf.getLocalSocketAddress()).deadlines(d -> d.write(WAIT)).connect()) {
      long taken = 0;
      for (int i = 0; i < OFFERS && client.offer(new byte[BYTES]); i++) taken += BYTES;
      return taken;
    }
  }

  private static Kit sent() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client =
            Client.at(deaf.getLocalSocketAddress()).deadlines(d -> d.write(WAIT)).connect()) {
      long taken = 0;
      long begun = System.nanoTime();
      try {
        while (true) {
          begun = System.nanoTime();
          client.send(new byte[ROOM]);
          taken += ROOM;
        }
      } catch (EndedException e) {
        Duration after = Duration.ofNanos(System.nanoTime() - begun);
        return new Kit(taken, e.ended().getClass().getSimpleName(), after);
      }
    }
  }
}
