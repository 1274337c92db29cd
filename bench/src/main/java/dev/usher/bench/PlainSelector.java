package dev.usher.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// What one writes without a kit and without blocking: one thread, one selector, bytes back as they
/// come. Whoever does not take its answer is dropped.
final class PlainSelector {
  private static final ByteBuffer BYTES = ByteBuffer.allocateDirect(8_192);

  private PlainSelector() {}

  public static void main(String[] args) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    Thread.ofPlatform().daemon().start(() -> serve(selector, listener));
    Control.listening(listener.socket().getLocalPort());
  }

  private static void serve(Selector selector, ServerSocketChannel listener) {
    try {
      while (true) {
        selector.select(key -> {
          if (key.isAcceptable()) accept(selector, listener);
          else answer((SocketChannel) key.channel());
        });
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void accept(Selector selector, ServerSocketChannel listener) {
    try {
      SocketChannel client = listener.accept();
      if (client == null) return;
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.configureBlocking(false);
      client.register(selector, SelectionKey.OP_READ);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(SocketChannel client) {
    try {
      BYTES.clear();
      int count = client.read(BYTES);
      BYTES.flip();
      if (count < 0 || client.write(BYTES) < count) client.close();
    } catch (IOException _) {
      close(client);
    }
  }

  private static void close(SocketChannel client) {
    try {
      client.close();
    } catch (IOException _) {
      // it is gone anyway
    }
  }
}
