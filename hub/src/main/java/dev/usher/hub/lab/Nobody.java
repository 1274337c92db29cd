package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/// Who learns that nobody listens, and how.
final class Nobody implements Experiment {
  private static final int WAIT = 300; // ms

  @Override
  public String name() {
    return "nobody";
  }

  @Override
  public String question() {
    return "what does a sender learn when nobody listens?";
  }

  /// @param sends that seemed to work
  private record Learned(int sends, boolean refused, String what, Duration after) {}

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  @Override
  public Finding run() throws Exception {
    Learned plain = plain(false);
    Learned connected = plain(true);
    Learned kit = kit();
    Learned tcp = tcp();
    return new Finding(
        Table.of("socket", "sends", "then it learns", "after")
            .row("UDP", plain.sends, plain.what, plain.after)
            .row("UDP, connected", connected.sends, connected.what, connected.after)
            .row("UDP, the kit's client", kit.sends, kit.what, kit.after)
            .row("TCP", tcp.sends, tcp.what, tcp.after),
        List.of(
            Claim.equal("a send to nobody seems to work", plain.sends, 1),
            Claim.equal("an unconnected socket is told nothing", told(plain), 0),
            Claim.equal("a connected one is refused", told(connected), 1),
            Claim.equal("so is the kit's client", told(kit), 1),
            Claim.equal("TCP is refused before it can send", tcp.sends, 0)),
        """
        A datagram leaves, and the call is done. The machine at the other end answers with an ICMP
        message that nobody receives at this port; the system knows whom to give it to only when the
        socket is connected, that is, bound to one peer. And it comes only if no firewall swallows
        it, so that silence proves nothing: a deadline does. TCP must shake hands first, and learns
        it there.
        """,
        List.of("ARCHITECTURE.md", "RFC 1122, 4.1.3.3", "RFC 8085, 5.2", "RFC 9293, 3.5.2"));
  }

  private static int told(Learned learned) {
    return learned.refused ? 1 : 0;
  }

  private static Learned plain(boolean connected) throws IOException {
    try (DatagramSocket nobody = Loopback.nobody();
        DatagramSocket socket = Loopback.udp()) {
      SocketAddress there = nobody.getLocalSocketAddress();
      if (connected) socket.connect(there);
      else socket.setSoTimeout(WAIT);
      return learn(
          () -> Loopback.send(socket, new byte[1], there), () -> Loopback.receive(socket, 1));
    }
  }

  private static Learned kit() throws IOException {
    try (DatagramSocket nobody = Loopback.nobody();
        var client =
            Client.udp(nobody.getLocalSocketAddress())
                .deadlines(d -> d.idle(Duration.ofMillis(Loopback.PATIENCE)))
                .connect()) {
      return learn(() -> client.send(new byte[1]), client::receive);
    }
  }

  private static Learned tcp() throws IOException {
    try (Socket nobody = new Socket(); // has an address, and does not listen
        Socket socket = new Socket()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return learn(
          () -> {
            socket.connect(nobody.getLocalSocketAddress(), Loopback.PATIENCE);
            socket.getOutputStream().write(1);
          },
          () -> socket.getInputStream().read());
    }
  }

  private static Learned learn(Attempt send, Attempt receive) {
    int sends = 0;
    long begun = System.nanoTime();
    Exception told = null;
    try {
      send.run();
      sends++;
      receive.run();
    } catch (IOException | EndedException e) {
      told = e;
    }
    Duration after = Duration.ofNanos(System.nanoTime() - begun);
    return switch (told) {
      case null -> new Learned(sends, false, "that somebody is there", after);
      case SocketTimeoutException _ -> new Learned(sends, false, "nothing", after);
      case EndedException e when e.ended() instanceof Ended.Idle ->
          new Learned(sends, false, "nothing", after);
      case EndedException e -> new Learned(sends, true, text(e.ended()), after);
      case Exception e -> new Learned(sends, true, e.getClass().getSimpleName(), after);
    };
  }

  private static String text(Ended how) {
    String cause =
        how instanceof Ended.Lost lost ? ": " + lost.cause().getClass().getSimpleName() : "";
    return how.getClass().getSimpleName() + cause;
  }
}
