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
import java.util.Arrays;
import java.util.List;

/// Clients of NTP, all on one thread, a socket each: so many questions in flight, each told from
/// the others by its transmit timestamp, which its answer must have as the origin. After half a
/// second a question is lost, and asked anew under another one.
final class NtpClients implements Clients {
  private static final int LENGTH = 48;
  private static final byte CLIENT_V4 = 0x23;
  private static final int SERVER = 4;
  private static final long PATIENCE = Duration.ofMillis(500).toNanos();

  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(LENGTH).put(0, CLIENT_V4);
  private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
  private long answered;
  private long lost;
  private boolean over;

  NtpClients(InetSocketAddress server, int sockets, int inFlight) throws IOException {
    for (int i = 0; i < sockets; i++) clients.add(new Client(server, inFlight));
  }

  @Override
  public long talk(Duration time) throws IOException {
    answered = 0;
    over = false;
    long until = System.nanoTime() + time.toNanos();
    long look = System.nanoTime() + PATIENCE;
    for (Client client : clients) client.begin();
    while (!over || clients.stream().anyMatch(Client::waits)) {
      selector.select(PATIENCE / 4_000_000);
      long now = System.nanoTime();
      over = now - until >= 0;
      for (SelectionKey key : selector.selectedKeys()) ((Client) key.attachment()).hear();
      selector.selectedKeys().clear();
      if (now - look < 0) continue;
      look = now + PATIENCE / 4;
      for (Client client : clients) client.giveUp(now);
    }
    return answered;
  }

  /// Questions so far that had no answer in time.
  long lost() {
    return lost;
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) client.channel.close();
    selector.close();
  }

  private final class Client {
    final DatagramChannel channel;
    final long[] asked; // when, by place; 0 where nothing is under way
    final int[] number; // of the question, by place
    int last;
    int waiting;

    Client(InetSocketAddress server, int inFlight) throws IOException {
      channel = DatagramChannel.open().connect(server);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      asked = new long[inFlight];
      number = new int[inFlight];
    }

    boolean waits() {
      return waiting > 0;
    }

    void begin() throws IOException {
      Arrays.fill(asked, 0);
      for (int place = 0; place < asked.length; place++) ask(place);
    }

    /// Its timestamp is the place and a number that never returns.
    void ask(int place) throws IOException {
      number[place] = ++last;
      out.clear().putLong(40, (long) place << 32 | last);
      if (channel.write(out) < LENGTH) throw new IOException("the system's buffer is full");
      asked[place] = System.nanoTime();
      waiting++;
    }

    void hear() throws IOException {
      try {
        for (int size; (size = channel.read(in.clear())) > 0; ) check(size);
      } catch (PortUnreachableException e) {
        throw new IOException("the server is gone", e);
      }
    }

    private void check(int size) throws IOException {
      int place = in.getInt(24);
      boolean known = size == LENGTH && place >= 0 && place < asked.length;
      if (!known || (in.get(0) & 7) != SERVER || in.getInt(28) - last > 0) {
        throw new Script.WrongAnswer("a datagram of " + size + " bytes that answers nothing");
      }
      if (asked[place] == 0 || number[place] != in.getInt(28)) return; // it was counted as lost
      answered++;
      settled(place);
    }

    void giveUp(long now) throws IOException {
      for (int place = 0; place < asked.length; place++) {
        if (asked[place] == 0 || now - asked[place] < PATIENCE) continue;
        lost++;
        settled(place);
      }
    }

    private void settled(int place) throws IOException {
      asked[place] = 0;
      waiting--;
      if (!over) ask(place);
    }
  }
}
