package dev.usher.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Echo clients over TCP, all on one thread, that send when their timetable says so, whatever has
/// been answered by then: each at random moments, as people come. An answer's time counts from the
/// moment of the timetable, so that a server that stands still, or a late sender, cannot hide what
/// it did to those that had to wait.
final class PacedClients implements Closeable {
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();
  private static final int MOST_UNDER_WAY = 4_096; // of each client
  private static final int BURST = 64; // sent before the next look at what has come

  // Who sends seldom sleeps between: who never does is the first to wait when others want the core.
  private static final double SELDOM = 10_000; // messages for each second
  private static final long NAP = 50_000; // ns

  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(Script.LENGTH);
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
  private final byte[] bytes = new byte[64 * 1024];
  private Latencies latencies = new Latencies();
  private long waiting;

  PacedClients(InetSocketAddress server, int connections) throws IOException {
    for (int i = 0; i < connections; i++) clients.add(new Client(server, i));
  }

  /// Sends for a time, then waits for what is still under way.
  ///
  /// @param rate messages for each second, all clients together
  /// @throws IOException when a connection breaks, or the server falls 20 seconds behind
  Latencies talk(double rate, Duration time) throws IOException {
    latencies = new Latencies();
    Random moments = new Random(1); // the same for every server
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    double due = begun + gap(moments, rate);
    while (due < end || waiting > 0) {
      long now = System.nanoTime();
      for (int i = 0; i < BURST && due < end && due <= now; i++) {
        clients.get(moments.nextInt(clients.size())).ask((long) due);
        due += gap(moments, rate);
      }
      if (selector.selectNow() > 0) hear();
      else if (rate < SELDOM) LockSupport.parkNanos(NAP);
      if (now - end > PATIENCE) throw new IOException("no answer");
    }
    return latencies;
  }

  /// Nanoseconds until the next message, where each moment is as likely as any other.
  private static double gap(Random moments, double rate) {
    return -Math.log(1 - moments.nextDouble()) * 1e9 / rate;
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

  private final class Client {
    final SocketChannel channel;
    final Script script;
    final long[] due = new long[MOST_UNDER_WAY]; // a ring of what is under way
    int asked;
    int answered;

    Client(InetSocketAddress server, int number) throws IOException {
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      script = Script.echoed(number);
    }

    void ask(long moment) throws IOException {
      script.ask(out.clear());
      if (asked - answered == MOST_UNDER_WAY || channel.write(out.flip()) < Script.LENGTH) {
        throw new IOException("the server falls behind");
      }
      due[asked++ % MOST_UNDER_WAY] = moment;
      waiting++;
    }

    void hear() throws IOException {
      int count = channel.read(in.clear());
      if (count < 0) throw new EOFException("the server closed");
      in.flip().get(bytes, 0, count);
      long now = System.nanoTime();
      for (int i = script.check(bytes, count); i > 0; i--) {
        latencies.add(now - due[answered++ % MOST_UNDER_WAY]);
        waiting--;
      }
    }
  }
}
