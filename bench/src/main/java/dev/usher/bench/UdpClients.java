package dev.usher.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Clients over UDP, all on one thread, a socket each: so many datagrams in flight, checked when
/// they come back. After half a second one is given up, and another sent in its place.
final class UdpClients implements Clients {
  private static final long PATIENCE = Duration.ofMillis(500).toNanos();
  private static final int LARGEST = 2_048;

  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST);
  private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST);
  private final int inFlight;
  private int waiting; // for so many answers, all clients together
  private long sent;
  private long answered;
  private long givenUp;
  private long late;

  /// @param packets what a client sends, by its number
  UdpClients(InetSocketAddress server, int sockets, int inFlight, IntFunction<Packets> packets)
      throws IOException {
    this.inFlight = inFlight;
    for (int i = 0; i < sockets; i++) clients.add(new Client(server, packets.apply(i)));
  }

  /// What became of the datagrams.
  ///
  /// @param late answered after they were given up
  record Tally(long sent, long answered, long givenUp, long late) {}

  @Override
  public long talk(Duration time) throws IOException {
    long before = answered;
    run(System.nanoTime() + time.toNanos(), Integer.MAX_VALUE);
    return answered - before;
  }

  /// Lets each client send so many datagrams, and waits for what may still come late; everything
  /// that this and [#talk] have sent.
  Tally say(int messages) throws IOException {
    run(Long.MAX_VALUE, messages);
    while (givenUp > late && selector.select(PATIENCE / 1_000_000) > 0) hear();
    return new Tally(sent, answered, givenUp, late);
  }

  @Override
  public long lost() {
    return givenUp;
  }

  private void run(long until, int each) throws IOException {
    long look = System.nanoTime() + PATIENCE / 4;
    for (Client client : clients) client.begin(each);
    while (waiting > 0) {
      selector.select(PATIENCE / 4_000_000);
      long now = System.nanoTime();
      if (until != Long.MAX_VALUE && now - until >= 0)
        for (Client client : clients) client.left = 0;
      hear();
      if (now - look < 0) continue;
      look = now + PATIENCE / 4;
      for (Client client : clients) client.giveUp(now);
    }
  }

  private void hear() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) ((Client) key.attachment()).hear();
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) client.channel.close();
    selector.close();
  }

  /// A place is for one datagram in flight; its numbers are the place and multiples of all places.
  private final class Client {
    final DatagramChannel channel;
    final Packets packets;
    final int[] number = new int[inFlight]; // the last of each place
    final long[] asked = new long[inFlight]; // when; 0 where nothing is under way
    final int[] free = new int[inFlight]; // places to be filled
    int left; // datagrams that it may still send

    Client(InetSocketAddress server, Packets packets) throws IOException {
      this.packets = packets;
      channel = DatagramChannel.open().connect(server);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      for (int place = 0; place < inFlight; place++) number[place] = place;
    }

    void begin(int messages) throws IOException {
      left = messages;
      for (int place = 0; place < inFlight; place++) ask(place);
    }

    void ask(int place) throws IOException {
      if (left == 0) return;
      left--;
      number[place] += inFlight;
      packets.ask(out.clear(), number[place]);
      if (channel.write(out.flip()) == 0) throw new IOException("the system's buffer is full");
      asked[place] = System.nanoTime();
      sent++;
      waiting++;
    }

    /// Takes all answers, and only then sends, as many at once as came: what is in flight stays
    /// together.
    void hear() throws IOException {
      int count = 0;
      try {
        while (channel.read(in.clear()) > 0) {
          int heard = packets.number(in.flip());
          int place = Math.floorMod(heard, inFlight);
          if (heard - number[place] > 0) throw new Script.WrongAnswer("an answer to nothing");
          if (heard == number[place] && asked[place] != 0) {
            settled(place);
            answered++;
            free[count++] = place;
          } else {
            late++;
          }
        }
      } catch (PortUnreachableException e) {
        throw new IOException("the server is gone", e);
      }
      for (int i = 0; i < count; i++) ask(free[i]);
    }

    void giveUp(long now) throws IOException {
      for (int place = 0; place < inFlight; place++) {
        if (asked[place] == 0 || now - asked[place] < PATIENCE) continue;
        settled(place);
        givenUp++;
        ask(place);
      }
    }

    private void settled(int place) {
      asked[place] = 0;
      waiting--;
    }
  }
}
