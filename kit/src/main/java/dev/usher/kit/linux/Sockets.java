package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.usher.kit.SocketSettings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// How sockets are opened, set up and named.
final class Sockets {
  private static final boolean HAS_IP6 = hasIp6();

  private Sockets() {}

  /// Whether any interface has an address of IPv6.
  private static boolean hasIp6() {
    try {
      return !Files.readString(Path.of("/proc/net/if_inet6")).isBlank();
    } catch (IOException _) {
      return false;
    }
  }

  /// The family for an address: to bind to all addresses is to bind to those of both families.
  static int family(SocketAddress address, boolean bind) {
    if (!(address instanceof InetSocketAddress inet)) return Libc.AF_UNIX;
    InetAddress ip = inet.getAddress();
    boolean four = ip instanceof Inet4Address && !(bind && ip.isAnyLocalAddress());
    return four || !HAS_IP6 ? Libc.AF_INET : Libc.AF_INET6;
  }

  /// Opens a socket, and returns the number of its descriptor.
  static int open(int family, int type) throws IOException {
    int fd = Errno.check(Libc.socket(family, type | Libc.SOCK_CLOEXEC), "opening a socket");
    try {
      if (family == Libc.AF_INET6) set(fd, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, 0);
      return fd;
    } catch (Throwable e) {
      close(fd);
      throw e;
    }
  }

  static void buffers(int fd, SocketSettings settings) throws IOException {
    if (settings.receiveBuffer() > 0) {
      set(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, settings.receiveBuffer());
    }
    if (settings.sendBuffer() > 0) {
      set(fd, Libc.SOL_SOCKET, Libc.SO_SNDBUF, settings.sendBuffer());
    }
  }

  static void set(int fd, int level, int option, int value) throws IOException {
    Errno.check(Libc.setsockopt(fd, level, option, value), "setting a socket option");
  }

  static void bind(int fd, int family, SocketAddress at) throws IOException {
    SocketAddress real =
        at instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress()
            ? new InetSocketAddress(family == Libc.AF_INET6 ? "::" : "0.0.0.0", inet.getPort())
            : at;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SocketName.LONGEST, 8);
      int length = SocketName.write(real, family, name);
      Errno.check(Libc.bind(Foreign.state(arena), fd, name, length), "binding");
    }
  }

  static void connect(int fd, int family, SocketAddress to) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SocketName.LONGEST, 8);
      int length = SocketName.write(to, family, name);
      Errno.check(Libc.connect(Foreign.state(arena), fd, name, length), "connecting");
    }
  }

  /// The address of a socket's own end.
  static SocketAddress name(int fd, int family) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SocketName.LONGEST, 8);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketName.LONGEST);
      Errno.check(Libc.getsockname(fd, name, length), "asking for an address");
      return SocketName.read(name, family, length.get(JAVA_INT, 0));
    }
  }

  /// Waits until one of these events has come to a socket.
  ///
  /// @param millis how long at most; -1 for ever
  /// @return whether one has, or may have
  static boolean await(int fd, int events, int millis) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long waited = arena.allocateFrom(JAVA_INT, fd, events).address(); // `struct pollfd`
      int count = Libc.poll(Foreign.state(arena), waited, 1, millis);
      return count == -Errno.EINTR || Errno.check(count, "waiting for a socket") > 0;
    }
  }

  /// Closes a socket for which a thread may be waiting in a call: to shut it down ends the call.
  static void closeAndWake(Descriptor descriptor) {
    if (!descriptor.enter()) return; // so that the number is still ours when it is shut down
    try {
      descriptor.close();
      Libc.shutdown(descriptor.number, Libc.SHUT_RD);
    } finally {
      descriptor.leave();
    }
  }

  static void close(int fd) {
    Libc.close(fd);
  }
}
