package dev.usher.kit.linux;

import static dev.usher.kit.linux.Foreign.impossible;
import static dev.usher.kit.linux.Foreign.result;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

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

  private static final MethodHandle CREATE = Foreign.call("epoll_create1", JAVA_INT);
  private static final MethodHandle EVENTFD = Foreign.call("eventfd", JAVA_INT, JAVA_INT);
  private static final MethodHandle WAIT =
      Foreign.call("epoll_wait", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle CONTROL =
      Foreign.brief("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle READ =
      Foreign.brief("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE =
      Foreign.brief("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

  private final MemorySegment state = Arena.global().allocate(Foreign.stateLayout());
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

  private int create() throws IOException {
    int result;
    try {
      result = result((int) CREATE.invokeExact(state, CLOEXEC), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
    return Errno.check(result, "opening epoll");
  }

  private int eventfd() throws IOException {
    int result;
    try {
      result = result((int) EVENTFD.invokeExact(state, 0, CLOEXEC | NONBLOCK), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
    return Errno.check(result, "opening an eventfd");
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
    MemorySegment error = Foreign.state();
    int added;
    try {
      added = result((int) CONTROL.invokeExact(error, number, ADD, fd, event), error);
    } catch (Throwable e) {
      throw impossible(e);
    }
    Errno.check(added, "watching a socket");
  }

  /// Waits for events, or only looks.
  ///
  /// @return how many there are for [#handOut]
  int await(boolean look) {
    try {
      return (int) WAIT.invokeExact(state, number, events, MOST, look ? 0 : -1);
    } catch (Throwable e) {
      throw impossible(e);
    }
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
    try {
      long _ =
          (long)
              WRITE.invokeExact(Foreign.state(), bell, MemorySegment.ofArray(new long[] {1}), 8L);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private void silence() {
    try {
      long _ = (long) READ.invokeExact(Foreign.state(), bell, rings, 8L);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }
}
