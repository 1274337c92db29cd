package dev.usher.kit.nio;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A non-blocking server socket and a selector to wait on, so that a client is accepted only once
/// there is a permit for it.
final class NioListener implements StreamListener {
  private final ServerSocketChannel channel;
  private final Selector selector;
  private final SocketAddress address;
  private final SocketSettings settings;
  private final @Nullable Object file; // what tells our socket file from another of its name

  private NioListener(ServerSocketChannel channel, Selector selector, SocketSettings settings)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.settings = settings;
    address = channel.getLocalAddress();
    file = fileKey();
  }

  static NioListener open(SocketAddress at, SocketSettings settings) throws IOException {
    boolean unix = at instanceof UnixDomainSocketAddress;
    ServerSocketChannel channel =
        unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    Selector selector = null;
    try {
      selector = Selector.open();
      if (unix) {
        removeStale(((UnixDomainSocketAddress) at).getPath());
      } else {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, settings.reuseAddress());
        reusePort(channel, settings);
        NioTransport.buffers(channel, settings);
      }
      channel.bind(at, settings.backlog());
      if (unix) keepOthersOut(((UnixDomainSocketAddress) at).getPath());
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_ACCEPT);
      return new NioListener(channel, selector, settings);
    } catch (Throwable e) {
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

  /// A Unix socket's file outlives its server and blocks the next bind. It goes only when nobody
  /// answers behind it, and only when it is a socket: never somebody's file.
  private static void removeStale(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return;
    boolean other =
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
            || Files.isSymbolicLink(file);
    if (other) throw new BindException(file + " is there already and is not a socket");
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      throw new BindException(file + " is served by another process");
    } catch (ConnectException _) {
      Files.delete(file);
    }
  }

  /// Only this user may connect, as with loopback for TCP; whoever wants more changes the file's
  /// mode.
  private static void keepOthersOut(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) view.setPermissions(PosixFilePermissions.fromString("rw-------"));
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

  /// Identifies the file of a Unix socket; null when there is none.
  private @Nullable Object fileKey() {
    if (!(address instanceof UnixDomainSocketAddress unix)) return null;
    try {
      return Files.readAttributes(
              unix.getPath(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  public void close() {
    if (isClosed()) return;
    removeFile();
    NioPipe.closeQuietly(channel);
    NioPipe.closeQuietly(selector);
  }

  /// Only our own file: a newer server may have taken the name. While our socket is open, no other
  /// file can have its key.
  private void removeFile() {
    if (!(address instanceof UnixDomainSocketAddress unix)) return;
    if (!Objects.equals(file, fileKey())) return;
    try {
      Files.deleteIfExists(unix.getPath());
    } catch (IOException _) {
      // the next server at this path will find it stale and remove it
    }
  }
}
