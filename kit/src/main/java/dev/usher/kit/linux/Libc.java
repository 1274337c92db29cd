package dev.usher.kit.linux;

import static dev.usher.kit.linux.Foreign.NONE;
import static dev.usher.kit.linux.Foreign.find;

import java.lang.foreign.MemorySegment;

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
  static final int MSG_TRUNC = 0x20;
  static final int MSG_DONTWAIT = 0x40;
  private static final MemorySegment WAIT_FOR_ONE = number(0x10000);
  static final int POLLIN = 0x1;
  static final int POLLOUT = 0x4;
  static final int POLLRDHUP = 0x2000;

  static final int SOL_SOCKET = 1;
  static final int SO_REUSEADDR = 2;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_KEEPALIVE = 9;
  static final int SO_REUSEPORT = 15;
  static final int SO_PEERCRED = 17;
  static final int SO_TIMESTAMPNS = 35;
  static final int SO_RXQ_OVFL = 40;
  static final int IPPROTO_IP = 0;
  static final int IPPROTO_TCP = 6;
  static final int TCP_NODELAY = 1;
  static final int IP_PKTINFO = 8;
  static final int IPPROTO_UDP = 17;
  static final int UDP_SEGMENT = 103;
  static final int IPPROTO_IPV6 = 41;
  static final int IPV6_V6ONLY = 26;
  static final int IPV6_RECVPKTINFO = 49;
  static final int IPV6_PKTINFO = 50;

  private static final MemorySegment SOCKET = find("socket");
  private static final MemorySegment BIND = find("bind");
  private static final MemorySegment CONNECT = find("connect");
  private static final MemorySegment LISTEN = find("listen");
  private static final MemorySegment GETSOCKNAME = find("getsockname");
  private static final MemorySegment GETSOCKOPT = find("getsockopt");
  private static final MemorySegment SETSOCKOPT = find("setsockopt");
  private static final MemorySegment SHUTDOWN = find("shutdown");
  private static final MemorySegment FCHMOD = find("fchmod");
  private static final MemorySegment POLL = find("poll");
  private static final MemorySegment CLOSE = find("close");
  private static final MemorySegment RECVMMSG = find("recvmmsg");
  private static final MemorySegment SENDMMSG = find("sendmmsg");

  private Libc() {}

  private static MemorySegment number(long number) {
    return MemorySegment.ofAddress(number);
  }

  static int socket(int family, int type) {
    return Foreign.brief(SOCKET, Foreign.state(), family, number(type), 0, NONE, 0);
  }

  /// @param name not of the heap: at a path, it may wait
  static int bind(MemorySegment state, int fd, MemorySegment name, int length) {
    return Foreign.call(BIND, state, fd, name, length, NONE, 0);
  }

  /// @param name not of the heap
  static int connect(MemorySegment state, int fd, MemorySegment name, int length) {
    return Foreign.call(CONNECT, state, fd, name, length, NONE, 0);
  }

  static int listen(int fd, int backlog) {
    return Foreign.brief(LISTEN, Foreign.state(), fd, number(backlog), 0, NONE, 0);
  }

  /// @param length where the room for the name stands, and afterwards its length; not of the heap
  static int getsockname(int fd, MemorySegment name, MemorySegment length) {
    return Foreign.brief(GETSOCKNAME, Foreign.state(), fd, name, length.address(), NONE, 0);
  }

  /// @param length where the room for the value stands, and afterwards its length; not of the heap
  static int getsockopt(int fd, int level, int option, MemorySegment value, MemorySegment length) {
    return Foreign.brief(
        GETSOCKOPT, Foreign.state(), fd, number(level), option, value, length.address());
  }

  static int setsockopt(int fd, int level, int option, int value) {
    MemorySegment number = MemorySegment.ofArray(new int[] {value});
    return Foreign.brief(
        SETSOCKOPT, Foreign.state(), fd, number(level), option, number, Integer.BYTES);
  }

  static int shutdown(int fd, int how) {
    return Foreign.brief(SHUTDOWN, Foreign.state(), fd, number(how), 0, NONE, 0);
  }

  static int close(int fd) {
    return Foreign.brief(CLOSE, Foreign.state(), fd, NONE, 0, NONE, 0);
  }

  /// Waits for a message, and takes those that are there: up to `count`.
  static int recvmmsg(MemorySegment state, int fd, MemorySegment messages, int count) {
    return Foreign.call(RECVMMSG, state, fd, messages, count, WAIT_FOR_ONE, 0);
  }

  /// Sends messages in order, and returns how many have left when one fails.
  static int sendmmsg(MemorySegment state, int fd, MemorySegment messages, int count, int flags) {
    return Foreign.call(SENDMMSG, state, fd, messages, count, number(flags), 0);
  }

  static int fchmod(int fd, int mode) {
    return Foreign.brief(FCHMOD, Foreign.state(), fd, number(mode), 0, NONE, 0);
  }

  /// @param waited where the array of `struct pollfd` stands; not of the heap
  static int poll(MemorySegment state, long waited, int count, int millis) {
    return Foreign.call(POLL, state, waited, number(count), millis, NONE, 0);
  }
}
