package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An epoll instance with a bell to wake who waits at it. One thread at a time waits; any adds and
/// rings. It lasts as long as the process.
final class Epoll {
  static final int IN = 0x1;
  static final int OUT = 0x4;
  private static final int ERR = 0x8;
  private static final int HUP = 0x10;
  private static final int RDHUP = 0x2000;
  private static final int EDGE = 1 << 31;

  /// Nothing can be sent any more.
  static final int BROKEN = ERR | HUP;

  /// Nothing will come any more.
  static final int GONE = BROKEN | RDHUP;

  private static final int ADD = 1;
  private static final int CLOEXEC = 0x80000;
  private static final int NONBLOCK = 0x800;
  private static final int MOST = 256;
  private static final long BELL = -1;

  // `struct epoll_event` is packed on x86 only.
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
  private static final int SIZE = PACKED ? 12 : 16;
  private static final int DATA = PACKED ? 4 : 8;

  private static final MemorySegment CREATE = Foreign.find("epoll_create1");
  private static final MemorySegment CONTROL = Foreign.find("epoll_ctl");
  private static final MemorySegment WAIT = Foreign.find("epoll_wait");
  private static final MemorySegment EVENTFD = Foreign.find("eventfd");
  private static final MemorySegment READ = Foreign.find("read");
  private static final MemorySegment WRITE = Foreign.find("write");
  private static final MemorySegment NOW = MemorySegment.ofAddress(0);
  private static final MemorySegment EVER = MemorySegment.ofAddress(-1);

  private final MemorySegment state = Foreign.state(Arena.global());
  private final MemorySegment events = Arena.global().allocate((long) MOST * SIZE, 8);
  private final MemorySegment rings = MemorySegment.ofArray(new long[1]);
  private final int number;
  private final int bell;

  Epoll() throws IOException {
    number = create();
    try {
      bell = eventfd();
      add(bell, IN, BELL);
    } catch (Throwable e) {
      Sockets.close(number);
      throw e;
    }
  }

  private static int create() throws IOException {
    return Errno.check(
        Foreign.brief(CREATE, Foreign.state(), CLOEXEC, Foreign.NONE, 0, Foreign.NONE, 0),
        "opening epoll");
  }

  private static int eventfd() throws IOException {
    MemorySegment flags = MemorySegment.ofAddress(CLOEXEC | NONBLOCK);
    return Errno.check(
        Foreign.brief(EVENTFD, Foreign.state(), 0, flags, 0, Foreign.NONE, 0),
        "opening an eventfd");
  }

  /// Tells of everything that happens to a socket, each time that it begins.
  ///
  /// @param mark what its events carry; not negative
  void addSocket(int fd, long mark) throws IOException {
    add(fd, IN | OUT | RDHUP | EDGE, mark);
  }

  private void add(int fd, int interest, long mark) throws IOException {
    MemorySegment event = MemorySegment.ofArray(new long[2]);
    event.set(JAVA_INT_UNALIGNED, 0, interest);
    event.set(JAVA_LONG_UNALIGNED, DATA, mark);
    MemorySegment add = MemorySegment.ofAddress(ADD);
    Errno.check(
        Foreign.brief(CONTROL, Foreign.state(), number, add, fd, event, 0), "watching a socket");
  }

  /// Waits for events, or only looks.
  ///
  /// @return how many there are for [#handOut]
  int await(boolean look) {
    return Foreign.call(WAIT, state, number, events, MOST, look ? NOW : EVER, 0);
  }

  void handOut(int count, Taker taker) {
    for (long at = 0; at < (long) count * SIZE; at += SIZE) {
      long mark = events.get(JAVA_LONG_UNALIGNED, at + DATA);
      if (mark == BELL) silence();
      else taker.take(mark, events.get(JAVA_INT_UNALIGNED, at));
    }
  }

  /// Takes an event.
  @FunctionalInterface
  interface Taker {
    void take(long mark, int happened);
  }

  /// Wakes who waits, or will wait next.
  void ring() {
    MemorySegment once = MemorySegment.ofArray(new long[] {1});
    int _ = Foreign.brief(WRITE, Foreign.state(), bell, once, Long.BYTES, Foreign.NONE, 0);
  }

  private void silence() {
    int _ = Foreign.brief(READ, Foreign.state(), bell, rings, Long.BYTES, Foreign.NONE, 0);
  }
}
