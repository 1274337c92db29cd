package dev.usher.hub.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The same three messages as datagrams, and over a stream.
final class Boundaries implements Experiment {
  private static final int[] LENGTHS = {3, 30, 300};
  private static final int ROOM = 1_000;

  @Override
  public String name() {
    return "boundaries";
  }

  @Override
  public String question() {
    return "do three datagrams stay three?";
  }

  @Override
  public Finding run() throws Exception {
    Reads udp = udp();
    Reads tcp = tcp();
    Reads sent = new Reads(Arrays.stream(LENGTHS).boxed().toList());
    int same = 0;
    for (int i = 0; i < LENGTHS.length; i++) if (udp.lengths().get(i) == LENGTHS[i]) same++;
    return new Finding(
        Table.of("over", "sends", "of bytes", "receives", "of bytes each")
            .row("UDP", sent.count(), sent.toString(), udp.count(), udp.toString())
            .row("TCP", sent.count(), sent.toString(), tcp.count(), tcp.toString()),
        List.of(
            Claim.equal("three datagrams are three receives", udp.count(), sent.count()),
            Claim.equal("each as long as it was sent", same, sent.count()),
            Claim.below("TCP has merged them", tcp.count(), sent.count())),
        """
        Each datagram is sent, carried, stored and received as one thing, with its length in its
        header; it is never merged with another, however late the receiver comes. A stream keeps
        only the order of its bytes. So datagrams need no framing, and streams always do.
        """,
        List.of("docs/from-socketserver.md", "RFC 768"));
  }

  private static Reads udp() throws IOException {
    try (DatagramSocket from = Loopback.udp();
        DatagramSocket to = Loopback.udp()) {
      for (int length : LENGTHS) Loopback.send(from, new byte[length], to.getLocalSocketAddress());
      List<Integer> lengths = new ArrayList<>();
      for (int _ : LENGTHS) lengths.add(Loopback.receive(to, ROOM));
      return new Reads(lengths);
    }
  }

  private static Reads tcp() throws IOException {
    try (TcpPair tcp = TcpPair.open()) {
      OutputStream out = tcp.near().getOutputStream();
      int all = Arrays.stream(LENGTHS).sum();
      for (int length : LENGTHS) out.write(new byte[length]);
      TcpPair.await(tcp.far(), all);
      return Reads.of(tcp.far().getInputStream(), all);
    }
  }
}
