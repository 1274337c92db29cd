package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a reader finds of what was sent.
final class Sticky implements Experiment {
  private static final int SENDS = 200;
  private static final int SMALL = 10;
  private static final int LARGE = 4 * 1024 * 1024;

  @Override
  public String name() {
    return "sticky";
  }

  @Override
  public String question() {
    return "does one send over TCP arrive as one read?";
  }

  @Override
  public Finding run() throws Exception {
    Reads nagleLate = small(false, true);
    Reads nagle = small(false, false);
    Reads late = small(true, true);
    Reads prompt = small(true, false);
    Reads nagleLarge = large(false);
    Reads large = large(true);
    Reads framed = framed();
    Table table =
        Table.of("sends", "of bytes", "nodelay", "reader", "reads", "smallest", "largest");
    table = row(table, SENDS, SMALL, "off", "comes late", nagleLate);
    table = row(table, SENDS, SMALL, "on", "comes late", late);
    table = row(table, SENDS, SMALL, "off", "waits for it", nagle);
    table = row(table, SENDS, SMALL, "on", "waits for it", prompt);
    table = row(table, 1, LARGE, "off", "waits for it", nagleLarge);
    table = row(table, 1, LARGE, "on", "waits for it", large);
    table = row(table, SENDS, SMALL, "on", "uses lengths", framed);
    return new Finding(
        table,
        List.of(
            Claim.below("small sends arrive merged", nagleLate.count(), SENDS),
            Claim.below("with TCP_NODELAY, too", late.count(), SENDS),
            Claim.above("a large send arrives in pieces", nagleLarge.count(), 1),
            Claim.above("with TCP_NODELAY, too", large.count(), 1),
            Claim.equal("with lengths each message is whole again", framed.count(), SENDS)),
        """
        TCP carries bytes, not messages. Whatever has arrived when a reader comes is one read: many
        small sends when it was late, and of a large one as much as the buffers held. TCP_NODELAY
        changes only when bytes leave, not what a read returns. Who needs messages must say in the
        bytes where each ends: by a delimiter or, as in the last row, by a length before it.
        """,
        List.of("docs/from-socketserver.md", "RFC 9293, 3.7.4 (Nagle) and 3.8"));
  }

  private static Table row(
      Table table, int sends, int bytes, String noDelay, String reader, Reads seen) {
    return table.row(sends, bytes, noDelay, reader, seen.count(), seen.smallest(), seen.largest());
  }

  private static Reads small(boolean noDelay, boolean late) throws Exception {
    return sent(
        noDelay,
        late,
        SENDS * SMALL,
        out -> {
          byte[] message = new byte[SMALL];
          for (int i = 0; i < SENDS; i++) out.write(message);
        });
  }

  private static Reads large(boolean noDelay) throws Exception {
    return sent(noDelay, false, LARGE, out -> out.write(new byte[LARGE]));
  }

  @FunctionalInterface
  private interface Sending {
    void to(OutputStream out) throws IOException;
  }

  private static Reads sent(boolean noDelay, boolean late, int bytes, Sending sending)
      throws Exception {
    try (var reader = Executors.newVirtualThreadPerTaskExecutor();
        TcpPair tcp = TcpPair.open()) {
      tcp.near().setTcpNoDelay(noDelay);
      if (late) {
        sending.to(tcp.near().getOutputStream());
        TcpPair.await(tcp.far(), bytes);
      }
      Future<Reads> reads = reader.submit(() -> Reads.of(tcp.far().getInputStream(), bytes));
      if (!late) sending.to(tcp.near().getOutputStream());
      return reads.get();
    }
  }

  private static Reads framed()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var framing = StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, SMALL);
    CompletableFuture<Reads> seen = new CompletableFuture<>();
    Handler<byte[]> counting =
        client -> {
          List<Integer> lengths = new ArrayList<>();
          for (byte[] each : client) lengths.add(each.length);
          seen.complete(new Reads(lengths));
        };
    try (var server = Server.tcp(0).framing(framing).start(counting);
        var client = Client.at(server.address()).framing(framing).connect()) {
      for (int i = 0; i < SENDS; i++) client.send(new byte[SMALL]);
      client.endSending();
      return seen.get(Loopback.PATIENCE, TimeUnit.MILLISECONDS);
    }
  }
}
