package dev.usher.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Echo clients over TCP, all on one thread. Each keeps a number of messages in flight and checks
/// every answer.
final class TcpClients implements Clients {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int EACH_ADDRESS = 10_000; // clients: it has 28,000 ports for all that call

  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final int inFlight;
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
  private final byte[] bytes = new byte[64 * 1024];

  /// Connects them all.
  ///
  /// @param scripts what a client says, by its number
  TcpClients(InetSocketAddress server, int connections, int inFlight, IntFunction<Script> scripts)
      throws IOException {
    this.inFlight = inFlight;
    out = ByteBuffer.allocateDirect(inFlight * Script.LENGTH);
    for (int i = 0; i < connections; i++)
      clients.add(new Client(server, i / EACH_ADDRESS, scripts.apply(i)));
  }

  @Override
  public long talk(Duration time) throws IOException {
    return run(System.nanoTime() + time.toNanos(), Integer.MAX_VALUE);
  }

  /// Echo clients with one message in flight.
  static TcpClients crowd(InetSocketAddress server, int connections) throws IOException {
    return new TcpClients(server, connections, 1, Script::echoed);
  }

  /// Lets each client send so many messages; returns how many were answered, which is all of them.
  ///
  /// @throws IOException when a connection breaks, or nothing comes for 20 seconds
  long say(int messages) throws IOException {
    return run(Long.MAX_VALUE, messages);
  }

  private long run(long until, int each) throws IOException {
    long answered = 0;
    int busy = 0;
    boolean over = false;
    for (Client client : clients) {
      client.left = each;
      client.ask(inFlight);
      busy++;
    }
    while (busy > 0) {
      if (selector.select(PATIENCE.toMillis()) == 0) throw new IOException("no answer");
      over = over || (System.nanoTime() - until >= 0 && until != Long.MAX_VALUE);
      for (SelectionKey key : selector.selectedKeys()) {
        Client client = (Client) key.attachment();
        int count = client.hear();
        answered += count;
        if (over) client.left = 0;
        client.ask(count);
        if (count > 0 && client.script.outstanding() == 0) busy--;
      }
      selector.selectedKeys().clear();
    }
    return answered;
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) client.channel.close();
    selector.close();
  }

  private final class Client {
    final SocketChannel channel;
    final Script script;
    int left; // messages that it may still send

    /// @param from which of loopback's addresses it calls from
    Client(InetSocketAddress server, int from, Script script) throws IOException {
      this.script = script;
      byte[] address = {127, 0, 0, (byte) (1 + from)};
      channel = SocketChannel.open();
      if (from > 0) {
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
        // Gone at once when it is closed: while one that was bound fades out, nobody has its port.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      channel.connect(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void ask(int messages) throws IOException {
      int count = Math.min(messages, left);
      if (count == 0) return;
      left -= count;
      out.clear();
      for (int i = 0; i < count; i++) script.ask(out);
      channel.write(out.flip());
      if (out.hasRemaining())
        throw new IOException("what is in flight must fit the system's buffer");
    }

    int hear() throws IOException {
      int count = channel.read(in.clear());
      if (count < 0) throw new EOFException("the server closed");
      in.flip().get(bytes, 0, count);
      return script.check(bytes, count);
    }
  }
}
