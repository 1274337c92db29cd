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

/// Echo clients over UDP, all on one thread, a socket each: one datagram in flight, checked when it
/// comes back, given up after a while.
final class UdpClients implements Clients {
  private static final long PATIENCE = Duration.ofMillis(500).toNanos();

  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(Script.LENGTH);
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
  private final byte[] bytes = new byte[64 * 1024];
  private Tally tally = new Tally(0, 0, 0, 0);
  private int busy;

  UdpClients(InetSocketAddress server, int sockets) throws IOException {
    for (int i = 0; i < sockets; i++) clients.add(new Client(server, i));
  }

  /// What became of the datagrams.
  ///
  /// @param late answered after they were given up
  record Tally(long sent, long answered, long givenUp, long late) {}

  @Override
  public long talk(Duration time) throws IOException {
    return run(System.nanoTime() + time.toNanos(), Integer.MAX_VALUE).answered();
  }

  /// Lets each client send so many datagrams.
  Tally say(int messages) throws IOException {
    return run(Long.MAX_VALUE, messages);
  }

  private Tally run(long until, int each) throws IOException {
    tally = new Tally(0, 0, 0, 0);
    busy = clients.size();
    long look = System.nanoTime() + PATIENCE;
    for (Client client : clients) {
      client.left = each;
      client.ask();
    }
    while (busy > 0) {
      selector.select(PATIENCE / 4_000_000);
      long now = System.nanoTime();
      boolean over = until != Long.MAX_VALUE && now - until >= 0;
      for (SelectionKey key : selector.selectedKeys()) {
        Client client = (Client) key.attachment();
        if (over) client.left = 0;
        client.hear();
      }
      selector.selectedKeys().clear();
      if (now - look < 0) continue;
      look = now + PATIENCE / 4;
      for (Client client : clients) {
        if (over) client.left = 0;
        client.giveUp(now);
      }
    }
    hearLate();
    return tally;
  }

  /// What was given up may still come, as long as the server has it.
  private void hearLate() throws IOException {
    while (tally.givenUp > tally.late && selector.select(PATIENCE / 1_000_000) > 0) {
      for (SelectionKey key : selector.selectedKeys()) ((Client) key.attachment()).hear();
      selector.selectedKeys().clear();
    }
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) client.channel.close();
    selector.close();
  }

  private final class Client {
    final DatagramChannel channel;
    final Script script;
    int left;
    long asked;

    Client(InetSocketAddress server, int number) throws IOException {
      channel = DatagramChannel.open().connect(server);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      script = new Script(number);
    }

    void ask() throws IOException {
      if (left == 0) {
        busy--;
        return;
      }
      left--;
      script.ask(out.clear());
      asked = System.nanoTime();
      channel.write(out.flip());
      count(1, 0, 0, 0);
    }

    void hear() throws IOException {
      try {
        for (int size; (size = channel.read(in.clear())) > 0; ) {
          in.flip().get(bytes, 0, size);
          if (script.isLate(bytes, size)) {
            count(0, 0, 0, 1);
            continue;
          }
          if (size != Script.LENGTH || script.outstanding() == 0) {
            throw new Script.WrongAnswer("a datagram of " + size + " bytes that answers nothing");
          }
          count(0, script.check(bytes, size), 0, 0);
          ask();
        }
      } catch (PortUnreachableException e) {
        throw new IOException("the server is gone", e);
      }
    }

    void giveUp(long now) throws IOException {
      if (script.outstanding() == 0 || now - asked < PATIENCE) return;
      script.giveUp();
      count(0, 0, 1, 0);
      ask();
    }

    private void count(int sent, int answered, int givenUp, int late) {
      tally =
          new Tally(
              tally.sent + sent,
              tally.answered + answered,
              tally.givenUp + givenUp,
              tally.late + late);
    }
  }
}
