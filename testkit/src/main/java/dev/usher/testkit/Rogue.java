package dev.usher.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// A plain client socket without manners and with an end: nothing waits beyond its patience.
final class Rogue implements AutoCloseable {
  private final SocketChannel channel;
  private final Selector selector;
  private final long until;
  private final ByteBuffer sink = ByteBuffer.allocate(8192);
  private long received;
  private Seen.Ending ending = Seen.Ending.WAITED;
  private boolean over;

  private Rogue(SocketChannel channel, Selector selector, Duration patience) {
    this.channel = channel;
    this.selector = selector;
    until = System.nanoTime() + patience.toNanos();
  }

  static Rogue connect(SocketAddress server, Duration patience) throws IOException {
    Selector selector = Selector.open();
    try {
      SocketChannel channel =
          server instanceof UnixDomainSocketAddress
              ? SocketChannel.open(StandardProtocolFamily.UNIX)
              : SocketChannel.open();
      try {
        channel.connect(server);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return new Rogue(channel, selector, patience);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    } catch (Throwable e) {
      selector.close();
      throw e;
    }
  }

  /// Sends as long as the server takes it, and reads what comes meanwhile; false when it is over.
  boolean send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && !over) {
      try {
        if (channel.write(bytes) > 0) continue;
      } catch (IOException _) {
        end(Seen.Ending.BROKEN);
        return false;
      }
      await(SelectionKey.OP_READ | SelectionKey.OP_WRITE, left());
    }
    return !over;
  }

  /// Listens for this long, or to the end.
  void listen(Duration atMost) throws IOException {
    long end = Math.min(until, System.nanoTime() + atMost.toNanos());
    for (long left; !over && (left = end - System.nanoTime()) > 0; ) {
      await(SelectionKey.OP_READ, left);
    }
  }

  /// Listens to the end of the server or of its own patience.
  void listen() throws IOException {
    while (!over) await(SelectionKey.OP_READ, left());
  }

  private long left() {
    return until - System.nanoTime();
  }

  private void await(int interest, long nanos) throws IOException {
    if (nanos <= 0) {
      over = true;
      return;
    }
    channel.keyFor(selector).interestOps(interest);
    selector.select(_ -> {}, Math.max(1, nanos / 1_000_000));
    try {
      int count;
      while ((count = channel.read(sink.clear())) > 0) received += count;
      if (count < 0) end(Seen.Ending.ENDED);
    } catch (IOException _) {
      end(Seen.Ending.BROKEN);
    }
  }

  private void end(Seen.Ending how) {
    ending = how;
    over = true;
  }

  void halfClose() throws IOException {
    try {
      channel.shutdownOutput();
    } catch (IOException _) {
      end(Seen.Ending.BROKEN);
    }
  }

  void leave() {
    if (!over) end(Seen.Ending.LEFT);
  }

  /// Makes [#close] send a reset, where there is such a thing.
  void slamTheDoor() throws IOException {
    leave();
    if (channel.getLocalAddress() instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
  }

  Seen seen() {
    return new Seen(ending, received);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      selector.close();
    }
  }
}
