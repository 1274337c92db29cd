package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.nio.UnixFile;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/// A listening TCP or Unix socket. Its clients inherit the options that it has.
final class LinuxListener implements StreamListener {
  private static final int ECONNABORTED = 103;
  private static final MemorySegment ACCEPT = Foreign.find("accept4");
  private static final MemorySegment FLAGS =
      MemorySegment.ofAddress(Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC);

  private final Descriptor descriptor;
  private final int family;
  private final SocketAddress address;
  private final boolean atAllAddresses; // and each client's socket is asked for its own
  private final @Nullable UnixFile file;

  private LinuxListener(int fd, int family, SocketAddress address, @Nullable UnixFile file) {
    descriptor = new Descriptor(fd, () -> Sockets.close(fd));
    this.family = family;
    this.address = address;
    atAllAddresses =
        address instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress();
    this.file = file;
  }

  static LinuxListener open(SocketAddress at, SocketSettings settings) throws IOException {
    int family = Sockets.family(at, true);
    int fd = Sockets.open(family, Libc.SOCK_STREAM | Libc.SOCK_NONBLOCK);
    try {
      return at instanceof UnixDomainSocketAddress unix
          ? listenAtFile(fd, unix, settings)
          : listen(fd, family, at, settings);
    } catch (Throwable e) {
      Sockets.close(fd);
      throw e;
    }
  }

  private static LinuxListener listen(int fd, int family, SocketAddress at, SocketSettings settings)
      throws IOException {
    if (settings.reuseAddress()) Sockets.set(fd, Libc.SOL_SOCKET, Libc.SO_REUSEADDR, 1);
    if (settings.reusePort()) Sockets.set(fd, Libc.SOL_SOCKET, Libc.SO_REUSEPORT, 1);
    if (settings.keepAlive()) Sockets.set(fd, Libc.SOL_SOCKET, Libc.SO_KEEPALIVE, 1);
    if (settings.noDelay()) Sockets.set(fd, Libc.IPPROTO_TCP, Libc.TCP_NODELAY, 1);
    Sockets.buffers(fd, settings);
    Sockets.bind(fd, family, at);
    listen(fd, settings);
    return new LinuxListener(fd, family, Sockets.name(fd, family), null);
  }

  private static LinuxListener listenAtFile(
      int fd, UnixDomainSocketAddress at, SocketSettings settings) throws IOException {
    Sockets.buffers(fd, settings);
    UnixFile file = UnixSockets.bind(fd, at);
    try {
      listen(fd, settings);
      return new LinuxListener(fd, Libc.AF_UNIX, at, file);
    } catch (Throwable e) {
      file.remove();
      throw e;
    }
  }

  private static void listen(int fd, SocketSettings settings) throws IOException {
    Errno.check(Libc.listen(fd, settings.backlog()), "listening");
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  /// Closing shuts the socket down, which ends the waiting.
  @Override
  public void awaitClient() throws IOException {
    if (!descriptor.enter()) return;
    try {
      Sockets.await(descriptor.number, Libc.POLLIN, -1);
    } finally {
      descriptor.leave();
    }
  }

  @Override
  public @Nullable StreamPipe accept() throws IOException {
    if (!descriptor.enter()) return null;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SocketName.LONGEST, 8);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketName.LONGEST);
      int fd =
          Foreign.brief(
              ACCEPT, Foreign.state(), descriptor.number, name, length.address(), FLAGS, 0);
      boolean nobody = fd == -Errno.EAGAIN || fd == -ECONNABORTED || fd == -Errno.EINTR;
      if (nobody || (fd < 0 && isClosed())) return null;
      Errno.check(fd, "accepting");
      return pipe(fd, SocketName.read(name, family, length.get(JAVA_INT, 0)));
    } finally {
      descriptor.leave();
    }
  }

  private StreamPipe pipe(int fd, SocketAddress peer) throws IOException {
    try {
      SocketAddress local = atAllAddresses ? Sockets.name(fd, family) : address;
      return LinuxPipe.over(fd, peer, local, file == null ? null : UnixSockets.peerCredentials(fd));
    } catch (Throwable e) {
      Sockets.close(fd);
      throw e;
    }
  }

  @Override
  public boolean isClosed() {
    return descriptor.isClosed();
  }

  @Override
  public void close() {
    if (file != null && !isClosed()) file.remove();
    Sockets.closeAndWake(descriptor);
  }
}
