package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// An end of sending, and an end of everything: what the other side can tell.
final class HalfClose implements Experiment {
  private static final int ANSWER = 10_000;

  @Override
  public String name() {
    return "half-close";
  }

  @Override
  public String question() {
    return "what does the other side see when one side ends?";
  }

  /// @param read what its next read gave
  /// @param writes that seemed to work, of a byte each, until one failed; 0 when none was to fail
  /// @param writing what became of the writing
  private record Seen(int read, int arrived, int writes, String writing) {}

  /// @param received what its handler got
  private record Kit(String received, int arrived) {}

  @Override
  public Finding run() throws Exception {
    Seen half = half();
    Seen full = full();
    Kit kit = kit();
    return new Finding(
        Table.of("one side does", "a read gives", "a write then", "arrived")
            .row("shutdownOutput()", half.read, half.writing, half.arrived)
            .row("close()", full.read, full.writing, full.arrived)
            .row("the kit's endSending()", kit.received, "works", kit.arrived),
        List.of(
            Claim.equal("a half-close and a close look the same", half.read, full.read),
            Claim.equal("after a half-close the answer arrives", half.arrived, ANSWER),
            Claim.atLeast("after a close a first write seems to work", full.writes, 1),
            Claim.equal("the kit's, too", kit.arrived, ANSWER)),
        """
        Each direction of TCP ends by itself, with a FIN that says: no more bytes from here. So a
        reader that has reached the end cannot know whether anybody still reads at the other side.
        Only a write finds out, and not the first: it leaves, a reset comes back, and a later one
        fails. To say that all is asked and then to read the answer, one ends only the sending.
        """,
        List.of("ARCHITECTURE.md", "docs/from-socketserver.md", "RFC 9293, 3.6 and 3.6.1"));
  }

  private static Seen half() throws IOException {
    try (TcpPair tcp = TcpPair.open()) {
      tcp.near().shutdownOutput();
      int read = tcp.far().getInputStream().read();
      tcp.far().getOutputStream().write(new byte[ANSWER]);
      tcp.far().shutdownOutput();
      int arrived = tcp.near().getInputStream().readAllBytes().length;
      return new Seen(read, arrived, 0, "works");
    }
  }

  private static Seen full() throws IOException {
    try (TcpPair tcp = TcpPair.open()) {
      tcp.near().close();
      int read = tcp.far().getInputStream().read();
      return untilFailure(read, tcp.far());
    }
  }

  private static Seen untilFailure(int read, Socket to) throws IOException {
    OutputStream out = to.getOutputStream();
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Loopback.PATIENCE);
    for (int writes = 0; System.nanoTime() < until; writes++) {
      try {
        out.write(1);
      } catch (IOException e) {
        return new Seen(read, 0, writes, writes + " worked, then: " + e.getMessage());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // the reset is under way
    }
    throw new IOException("no write to a closed socket has failed");
  }

  private static Kit kit() throws IOException, InterruptedException {
    LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    StreamHandler<byte[]> handler =
        client -> {
          received.add(client.receive() == null ? "null" : "a message");
          client.send(new byte[ANSWER]);
        };
    int arrived = 0;
    try (Running server = Server.tcp(0).start(handler);
        var client = Client.at(server.address()).connect()) {
      client.endSending();
      for (byte[] piece : client) arrived += piece.length;
    }
    return new Kit(received.take(), arrived);
  }
}
