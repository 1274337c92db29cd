package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.ByteOrder;
import java.util.List;

/// Sends of no bytes, each followed by one of a byte, so that nobody waits for what never comes.
final class Empty implements Experiment {
  private static final int MARK = 1;

  @Override
  public String name() {
    return "empty";
  }

  @Override
  public String question() {
    return "can one send nothing?";
  }

  @Override
  public Finding run() throws Exception {
    int udp = udp(false);
    int connected = udp(true);
    int kitUdp = kitUdp();
    int tcp = tcp();
    int kitTcp = kitTcp();
    return new Finding(
        Table.of("empty send", "sent", "arrived")
            .row("UDP, plain socket", 1, udp)
            .row("UDP, plain socket, connected", 1, connected)
            .row("UDP, the kit's client", 1, kitUdp)
            .row("TCP, plain socket", 1, tcp)
            .row("TCP, the kit's lengths", 1, kitTcp),
        List.of(
            Claim.equal("an empty datagram arrives", udp, 1),
            Claim.equal("an empty TCP send does not", tcp, 0),
            Claim.equal("the kit's client sends empty datagrams", kitUdp, 1),
            Claim.equal("a length makes an empty message of a stream", kitTcp, 1)),
        """
        A datagram has a header even when it carries no byte, so it is an event of its own. Over TCP
        there is nothing to carry: the call returns and the reader never learns of it; a read of
        zero bytes does not exist, and the end of the stream is another thing. Java's connected
        DatagramSocket is an oddity: what it makes of an empty packet stands in the second row; the
        kit goes another way. With a length before it, an empty message is a length of nought.
        """,
        List.of("ARCHITECTURE.md", "docs/from-socketserver.md", "RFC 768"));
  }

  private static int udp(boolean connected) throws IOException {
    try (DatagramSocket from = Loopback.udp();
        DatagramSocket to = Loopback.udp()) {
      if (connected) from.connect(to.getLocalSocketAddress());
      Loopback.send(from, new byte[0], to.getLocalSocketAddress());
      Loopback.send(from, new byte[MARK], to.getLocalSocketAddress());
      return Loopback.receive(to, MARK) == 0 ? 1 : 0;
    }
  }

  private static int kitUdp() throws IOException {
    try (DatagramSocket to = Loopback.udp();
        var client = Client.udp(to.getLocalSocketAddress()).connect()) {
      client.send(new byte[0]);
      client.send(new byte[MARK]);
      return Loopback.receive(to, MARK) == 0 ? 1 : 0;
    }
  }

  private static int tcp() throws IOException {
    try (TcpPair tcp = TcpPair.open()) {
      tcp.near().getOutputStream().write(new byte[0]);
      tcp.near().getOutputStream().write(new byte[MARK]);
      Reads reads = Reads.of(tcp.far().getInputStream(), MARK);
      return (int) reads.lengths().stream().filter(length -> length == 0).count();
    }
  }

  /// The server says how many empty messages have come before the mark.
  private static int kitTcp() throws IOException {
    var framing = StreamFraming.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, MARK);
    Handler<byte[]> counting =
        client -> {
          byte empty = 0;
          for (byte[] message : client) {
            if (message.length == 0) empty++;
            else client.send(new byte[] {empty});
          }
        };
    try (Running server = Server.tcp(0).framing(framing).start(counting);
        var client = Client.at(server.address()).framing(framing).connect()) {
      client.send(new byte[0]);
      client.send(new byte[MARK]);
      byte[] answer = client.receive();
      if (answer == null) throw new IOException("no answer");
      return answer[0];
    }
  }
}
