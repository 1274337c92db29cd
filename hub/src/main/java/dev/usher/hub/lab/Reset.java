package dev.usher.hub.lab;

import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Three ways in which a peer goes away, seen from a plain socket and from a handler.
final class Reset implements Experiment {
  private static final byte[] GREETING = {1, 2};
  private static final int LAST_WORDS = 300_000; // more than is under way at once

  @Override
  public String name() {
    return "reset";
  }

  @Override
  public String question() {
    return "when is an ending a reset, and what is lost by it?";
  }

  /// How a socket is closed.
  private enum Ending {
    CLEAN("close()"),
    UNREAD("close(), input unread"),
    ABRUPT("close(), SO_LINGER 0");

    private final String text;

    Ending(String text) {
      this.text = text;
    }

    /// Waits for the greeting, says the last words, and closes without waiting for a reader.
    void close(Socket socket) throws IOException {
      TcpPair.await(socket, GREETING.length);
      if (this != UNREAD) socket.getInputStream().readNBytes(GREETING.length);
      if (this == ABRUPT) socket.setSoLinger(true, 0);
      socket.getOutputStream().write(new byte[LAST_WORDS]);
      socket.close();
    }
  }

  /// @param heard bytes of the last words
  /// @param end what the read after them saw
  private record Seen(int heard, String end) {}

  @Override
  public Finding run() throws Exception {
    Seen clean = plain(Ending.CLEAN);
    Seen unread = plain(Ending.UNREAD);
    Seen abrupt = plain(Ending.ABRUPT);
    Ended kitClean = kit(Ending.CLEAN);
    Ended kitUnread = kit(Ending.UNREAD);
    Ended kitAbrupt = kit(Ending.ABRUPT);
    Table table = Table.of("the peer does", "says", "heard", "then a read sees", "the kit says");
    table = row(table, Ending.CLEAN, clean, kitClean);
    table = row(table, Ending.UNREAD, unread, kitUnread);
    table = row(table, Ending.ABRUPT, abrupt, kitAbrupt);
    return new Finding(
        table,
        List.of(
            Claim.equal("after a clean end all is heard", clean.heard, LAST_WORDS),
            Claim.below("unread input: some is lost", unread.heard, LAST_WORDS),
            Claim.below("no lingering: some is lost", abrupt.heard, LAST_WORDS),
            Claim.equal("to the kit the first is an end", lost(kitClean), 0),
            Claim.equal("and the others are losses", lost(kitUnread) + lost(kitAbrupt), 2)),
        """
        A close after everything was read is a FIN behind the last byte: an end of input. When
        bytes are left that nobody will read, the system answers with a reset, and so it does when
        it is told not to linger; and a reset overtakes what was still to be sent. That is why the
        kit, when a handler returns, ends its sending first and reads on for a while; and why each
        ending is a value there and not an exception to be guessed at by its text.
        """,
        List.of(
            "ARCHITECTURE.md",
            "docs/decisions/0002-failures-are-unchecked-and-endings-are-values.md",
            "RFC 9293, 3.5.3 and 3.6"));
  }

  private static Table row(Table table, Ending ending, Seen plain, Ended kit) {
    return table.row(
        ending.text, LAST_WORDS, plain.heard, plain.end, kit.getClass().getSimpleName());
  }

  private static int lost(Ended how) {
    return how instanceof Ended.Lost ? 1 : 0;
  }

  private static Seen plain(Ending ending) throws IOException {
    try (TcpPair tcp = TcpPair.open()) {
      tcp.far().getOutputStream().write(GREETING);
      ending.close(tcp.near());
      int heard = 0;
      byte[] room = new byte[LAST_WORDS];
      try {
        InputStream in = tcp.far().getInputStream();
        for (int n; (n = in.read(room)) >= 0; ) heard += n;
        return new Seen(heard, "the end");
      } catch (SocketException e) {
        return new Seen(heard, String.valueOf(e.getMessage()));
      }
    }
  }

  private static Ended kit(Ending ending) throws IOException, InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    LinkedBlockingQueue<Ended> seen = new LinkedBlockingQueue<>();
    Handler<byte[]> handler =
        client -> {
          client.send(GREETING);
          closed.await();
          seen.add(end(client));
        };
    try (Running server = Server.tcp(0).start(handler);
        Socket client = new Socket()) {
      client.connect((InetSocketAddress) server.address());
      ending.close(client);
      closed.countDown();
      Ended how = seen.poll(Loopback.PATIENCE, TimeUnit.MILLISECONDS);
      if (how == null) throw new IOException("the handler has not seen an end");
      return how;
    }
  }

  private static Ended end(Connection<byte[]> client) {
    try {
      while (client.receive() != null) {}
      return Objects.requireNonNull(client.ended());
    } catch (EndedException e) {
      return e.ended();
    }
  }
}
