package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.usher.kit.PeerCredentials;
import dev.usher.kit.nio.UnixFile;
import dev.usher.kit.transport.UnixName;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/// What only Unix sockets have: a file, names that the system chooses, and peers that are known.
final class UnixSockets {
  private static final int OWNER_ONLY = 0600;
  private static final int CREDENTIALS = 12; // `struct ucred`

  private UnixSockets() {}

  /// Binds to a path, for this user only: the socket's own mode becomes that of its file, so that
  /// nobody else finds it open even for a moment. Whatever the umask takes away is given back.
  static UnixFile bind(int fd, UnixDomainSocketAddress at) throws IOException {
    UnixFile.removeStale(at.getPath());
    Errno.check(Libc.fchmod(fd, OWNER_ONLY), "setting a socket's mode");
    Sockets.bind(fd, Libc.AF_UNIX, at);
    UnixFile file = UnixFile.of(at.getPath());
    try {
      file.keepOthersOut();
      return file;
    } catch (Throwable e) {
      file.remove();
      throw e;
    }
  }

  /// Connects a datagram socket, with a name by which it can be answered.
  static void connect(int fd, SocketAddress peer) throws IOException {
    Sockets.bind(fd, Libc.AF_UNIX, UnixName.NONE);
    Sockets.connect(fd, Libc.AF_UNIX, peer);
  }

  /// Who connected to a listening socket.
  static PeerCredentials peerCredentials(int fd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment credentials = arena.allocate(CREDENTIALS, 4);
      MemorySegment length = arena.allocateFrom(JAVA_INT, CREDENTIALS);
      Errno.check(
          Libc.getsockopt(fd, Libc.SOL_SOCKET, Libc.SO_PEERCRED, credentials, length),
          "asking who connected");
      return new PeerCredentials(
          Integer.toUnsignedLong(credentials.get(JAVA_INT, 0)),
          Integer.toUnsignedLong(credentials.get(JAVA_INT, 4)),
          Integer.toUnsignedLong(credentials.get(JAVA_INT, 8)));
    }
  }
}
