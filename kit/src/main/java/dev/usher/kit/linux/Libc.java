package dev.usher.kit.linux;

import static dev.usher.kit.linux.Foreign.brief;
import static dev.usher.kit.linux.Foreign.call;
import static dev.usher.kit.linux.Foreign.impossible;
import static dev.usher.kit.linux.Foreign.result;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of the C library that make sockets, and that datagrams need. The numbers and the
/// layouts are those of 64-bit Linux, the same for x86 and ARM.
final class Libc {
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int SHUT_RD = 0;
  static final int SHUT_WR = 1;
  static final int MSG_WAITFORONE = 0x10000;
  static final int MSG_TRUNC = 0x20;

  static final int SOL_SOCKET = 1;
  static final int SO_REUSEADDR = 2;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_KEEPALIVE = 9;
  static final int SO_REUSEPORT = 15;
  static final int SO_TIMESTAMPNS = 35;
  static final int SO_RXQ_OVFL = 40;
  static final int IPPROTO_IP = 0;
  static final int IPPROTO_TCP = 6;
  static final int TCP_NODELAY = 1;
  static final int IP_PKTINFO = 8;
  static final int IPPROTO_IPV6 = 41;
  static final int IPV6_V6ONLY = 26;
  static final int IPV6_RECVPKTINFO = 49;
  static final int IPV6_PKTINFO = 50;

  private static final MethodHandle SOCKET =
      brief("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = call("bind", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT = call("connect", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      brief("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      brief("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SHUTDOWN = brief("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = brief("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle LISTEN = call("listen", JAVA_INT, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      call("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle SENDMMSG =
      call("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

  private Libc() {}

  /// Room for an error number, for one thread at a time.
  static MemorySegment state(Arena arena) {
    return arena.allocate(Foreign.stateLayout());
  }

  static int socket(MemorySegment state, int family, int type) {
    try {
      return result((int) SOCKET.invokeExact(state, family, type, 0), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int bind(MemorySegment state, int fd, MemorySegment name, int length) {
    try {
      return result((int) BIND.invokeExact(state, fd, name, length), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int connect(MemorySegment state, int fd, MemorySegment name, int length) {
    try {
      return result((int) CONNECT.invokeExact(state, fd, name, length), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int listen(MemorySegment state, int fd, int backlog) {
    try {
      return result((int) LISTEN.invokeExact(state, fd, backlog), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int getsockname(MemorySegment state, int fd, MemorySegment name, MemorySegment length) {
    try {
      return result((int) GETSOCKNAME.invokeExact(state, fd, name, length), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int setsockopt(MemorySegment state, int fd, int level, int option, MemorySegment number) {
    try {
      int size = (int) JAVA_INT.byteSize();
      return result((int) SETSOCKOPT.invokeExact(state, fd, level, option, number, size), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int shutdown(MemorySegment state, int fd, int how) {
    try {
      return result((int) SHUTDOWN.invokeExact(state, fd, how), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int close(MemorySegment state, int fd) {
    try {
      return result((int) CLOSE.invokeExact(state, fd), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /// Waits for a message, and takes those that are there: up to `count`.
  static int recvmmsg(MemorySegment state, int fd, MemorySegment messages, int count, int flags) {
    try {
      return result(
          (int) RECVMMSG.invokeExact(state, fd, messages, count, flags, MemorySegment.NULL), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /// Sends messages in order, and returns how many have left when one fails.
  static int sendmmsg(MemorySegment state, int fd, MemorySegment messages, int count) {
    try {
      return result((int) SENDMMSG.invokeExact(state, fd, messages, count, 0), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }
}
