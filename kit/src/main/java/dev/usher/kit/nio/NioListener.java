package dev.usher.kit.nio;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A non-blocking server socket and a selector to wait on, so that a client is accepted only once
/// there is a permit for it.
final class NioListener implements StreamListener {
  private final ServerSocketChannel channel;
  private final Selector selector;
  private final SocketAddress address;
  private final SocketSettings settings;
  private final @Nullable UnixFile file;

  private NioListener(
      ServerSocketChannel channel,
      Selector selector,
      SocketSettings settings,
      @Nullable UnixFile file)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.settings = settings;
    this.file = file;
    address = channel.getLocalAddress();
  }

  static NioListener open(SocketAddress at, SocketSettings settings) throws IOException {
    boolean unix = at instanceof UnixDomainSocketAddress;
    ServerSocketChannel channel =
        unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    Selector selector = null;
    UnixFile file = null;
    try {
      selector = Selector.open();
      if (unix) {
        UnixFile.removeStale(((UnixDomainSocketAddress) at).getPath());
      } else {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, settings.reuseAddress());
        reusePort(channel, settings);
        NioTransport.buffers(channel, settings);
      }
      channel.bind(at, settings.backlog());
      if (at instanceof UnixDomainSocketAddress path) file = UnixFile.of(path.getPath());
      if (file != null) file.keepOthersOut();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_ACCEPT);
      return new NioListener(channel, selector, settings, file);
    } catch (Throwable e) {
      if (file != null) file.remove();
      NioPipe.closeQuietly(channel);
      NioPipe.closeQuietly(selector);
      throw e;
    }
  }

  private static void reusePort(ServerSocketChannel channel, SocketSettings settings)
      throws IOException {
    if (!settings.reusePort()) return;
    Set<?> supported = channel.supportedOptions();
    if (!supported.contains(StandardSocketOptions.SO_REUSEPORT)) {
      throw new BindException("this system has no SO_REUSEPORT");
    }
    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public void awaitClient() throws IOException {
    try {
      selector.select(_ -> {});
    } catch (ClosedSelectorException _) {
      // closed: accept() will say so
    }
  }

  @Override
  public @Nullable StreamPipe accept() throws IOException {
    SocketChannel client;
    try {
      client = channel.accept();
    } catch (ClosedChannelException _) {
      return null;
    }
    if (client == null) return null;
    try {
      return NioPipe.over(client, settings);
    } catch (Throwable e) {
      NioPipe.closeQuietly(client);
      throw e;
    }
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void close() {
    if (isClosed()) return;
    if (file != null) file.remove();
    NioPipe.closeQuietly(channel);
    NioPipe.closeQuietly(selector);
  }
}
