package dev.usher.hub.lab;

import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A datagram that is longer than the receiver's buffer, and one that is not.
final class Truncate implements Experiment {
  private static final int SENT = 1_000;
  private static final int ROOM = 100;
  private static final int NEXT = 4;

  @Override
  public String name() {
    return "truncate";
  }

  @Override
  public String question() {
    return "what becomes of a datagram that is longer than the buffer?";
  }

  /// @param got bytes of the long datagram
  /// @param next bytes that came after it
  private record Seen(int got, int next, String told) {}

  @Override
  public Finding run() throws Exception {
    Seen socket = socket(ROOM);
    Seen channel = channel();
    Seen roomier = socket(ROOM + 1);
    Seen kit = kit();
    return new Finding(
        Table.of("receiver", "room", "sent", "got", "then", "is told")
            .row("DatagramSocket", ROOM, SENT, socket.got, socket.next, socket.told)
            .row("DatagramChannel", ROOM, SENT, channel.got, channel.next, channel.told)
            .row("with a byte more", ROOM + 1, SENT, roomier.got, roomier.next, roomier.told)
            .row("the kit", ROOM, SENT, kit.got, kit.next, kit.told),
        List.of(
            Claim.below("what does not fit is cut off", socket.got, SENT),
            Claim.equal("and gone: then comes the next one", socket.next, NEXT),
            Claim.above("one byte more of room shows it", roomier.got, ROOM),
            Claim.equal("the kit gives no part of it", kit.got, 0)),
        """
        The system gives a receiver as much of a datagram as it has room for and throws the rest
        away; Java has no means to ask whether it did. A buffer that is one byte longer than the
        longest message tells: who fills it was too long. The kit does that, drops such a datagram
        whole, counts it and says so by an event.
        """,
        List.of("docs/how-to/watch-a-server.md", "docs/from-socketserver.md", "RFC 8085, 3.2"));
  }

  private static Seen socket(int room) throws IOException {
    try (DatagramSocket to = Loopback.udp()) {
      send(to.getLocalSocketAddress());
      int got = Loopback.receive(to, room);
      return new Seen(got, Loopback.receive(to, room), told(got));
    }
  }

  private static Seen channel() throws IOException {
    try (DatagramChannel to = DatagramChannel.open()) {
      to.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      send(to.getLocalAddress());
      ByteBuffer bytes = ByteBuffer.allocate(ROOM);
      to.receive(bytes);
      int got = bytes.position();
      to.receive(bytes.clear());
      return new Seen(got, bytes.position(), told(got));
    }
  }

  /// All that these classes tell is a length, and one that fits the limit is no sign.
  private static String told(int got) {
    return got > ROOM ? "by its length" : "nothing";
  }

  private static Seen kit() throws Exception {
    LinkedBlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    Handler<byte[]> handler =
        client -> {
          for (byte[] packet : client) lengths.add(packet.length);
        };
    try (Running server =
        Server.udp(0)
            .framing(PacketFraming.bytes(ROOM))
            .events(event -> {
              if (event instanceof ServerEvent.Dropped drop) told.add(drop.why().name());
            })
            .start(handler)) {
      send(server.address());
      Integer first = lengths.poll(Loopback.PATIENCE, TimeUnit.MILLISECONDS);
      if (first == null) throw new IOException("no datagram came");
      @Nullable String why = told.poll(); // dropped before the other was handed over
      int got = first == NEXT ? 0 : first;
      return new Seen(got, first, String.valueOf(why));
    }
  }

  private static void send(SocketAddress to) throws IOException {
    try (DatagramSocket from = Loopback.udp()) {
      Loopback.send(from, new byte[SENT], to);
      Loopback.send(from, new byte[NEXT], to);
    }
  }
}
