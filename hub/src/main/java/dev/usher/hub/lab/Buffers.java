package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
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
  private static final int OFFERS = 100_000; // or sends, at most

  @Override
  public String name() {
    return "buffers";
  }

  @Override
  public String question() {
    return "how much can one send before anybody reads?";
  }

  /// @param taken bytes
  /// @param longest how long a send took
  /// @param then what became of the last; empty when it was taken, too
  private record Sent(long taken, Duration longest, String then) {}

  /// @param received datagrams that were still there when the receiver came
  private record Datagrams(int received, Duration longest) {}

  @Override
  public Finding run() throws Exception {
    Filling.Result tcp;
    try (Filling filling = Filling.open()) {
      tcp = filling.run(WAIT);
    }
    Datagrams udp = udp();
    int dropped = DATAGRAMS - udp.received;
    Sent offered = offered();
    Sent sent = sent();
    return new Finding(
        Table.of("sender", "taken", "waited", "then", "read later")
            .row("TCP, plain write", tcp.fitted(), tcp.blocked(), "a reader came", tcp.read())
            .row(
                "UDP, plain send",
                DATAGRAMS * BYTES,
                udp.longest,
                dropped + " dropped",
                udp.received * BYTES)
            .row("TCP, the kit's offer", offered.taken, offered.longest, offered.then, "-")
            .row("TCP, the kit's send", sent.taken, sent.longest, sent.then, "-"),
        List.of(
            Claim.atLeast("TCP: writes waited this long", tcp.blocked(), WAIT),
            Claim.equal("then all was read, nothing lost", tcp.read(), tcp.written()),
            Claim.above("UDP: datagrams dropped in silence", dropped, 0),
            Claim.below("the offers are declined in the end", offered.taken, (long) OFFERS * BYTES),
            Claim.atLeast("a send waits until its deadline", sent.longest, WAIT)),
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

  private static Datagrams udp() throws IOException {
    try (DatagramSocket from = Loopback.udp();
        DatagramSocket to = Loopback.udp()) {
      to.setReceiveBufferSize(ROOM);
      long longest = 0;
      for (int i = 0; i < DATAGRAMS; i++) {
        long begun = System.nanoTime();
        Loopback.send(from, new byte[BYTES], to.getLocalSocketAddress());
        longest = Math.max(longest, System.nanoTime() - begun);
      }
      to.setSoTimeout(LAST);
      int received = 0;
      try {
        for (; received < DATAGRAMS; received++) Loopback.receive(to, BYTES);
      } catch (SocketTimeoutException _) {
        // the others were dropped
      }
      return new Datagrams(received, Duration.ofNanos(longest));
    }
  }

  @FunctionalInterface
  private interface Sending {
    /// Whether it was taken.
    boolean send(Connection<byte[]> client);
  }

  private static Sent offered() throws IOException {
    return untilDeclined(
        Duration.ofMillis(Loopback.PATIENCE), client -> client.offer(new byte[BYTES]));
  }

  private static Sent sent() throws IOException {
    return untilDeclined(
        WAIT,
        client -> {
          client.send(new byte[BYTES]);
          return true;
        });
  }

  /// To a server that accepts nobody, so that nobody reads.
  private static Sent untilDeclined(Duration deadline, Sending sending) throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client =
            Client.at(deaf.getLocalSocketAddress())
                .deadlines(d -> d.write(deadline).linger(WAIT))
                .connect()) {
      long taken = 0;
      long longest = 0;
      String then = "";
      for (int i = 0; i < OFFERS && then.isEmpty(); i++) {
        long begun = System.nanoTime();
        try {
          if (sending.send(client)) taken += BYTES;
          else then = "it says no";
        } catch (EndedException e) {
          then = e.ended().getClass().getSimpleName();
        }
        longest = Math.max(longest, System.nanoTime() - begun);
      }
      return new Sent(taken, Duration.ofNanos(longest), then);
    }
  }
}
