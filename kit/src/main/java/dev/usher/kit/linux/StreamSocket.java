package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A connected socket. Nothing here waits; bytes go straight between the system and the buffer that
/// they are meant for. One thread receives and one sends at a time; any may close.
///
/// Calls return what the system does, with an error number negated; of a closed socket EBADF.
final class StreamSocket {
  private static final int PEEK = 0x2;
  private static final int DONTWAIT = 0x40;
  private static final int NOSIGNAL = 0x4000;
  private static final int MORE = 0x8000;
  private static final MemorySegment RECEIVING = MemorySegment.ofAddress(DONTWAIT);
  private static final MemorySegment PEEKING = MemorySegment.ofAddress(DONTWAIT | PEEK);
  private static final MemorySegment SENDING = MemorySegment.ofAddress(DONTWAIT | NOSIGNAL);
  private static final MemorySegment SENDING_MORE =
      MemorySegment.ofAddress(DONTWAIT | NOSIGNAL | MORE);

  // The JVM cannot stop during a call, so that none may last long.
  private static final int MOST = 256 * 1024;

  private static final MemorySegment RECV = Foreign.find("recv");
  private static final MemorySegment SEND = Foreign.find("send");
  private static final MemorySegment SHUTDOWN = Foreign.find("shutdown");
  private static final MemorySegment IOCTL = Foreign.find("ioctl");
  private static final MemorySegment UNSENT = MemorySegment.ofAddress(0x894b); // SIOCOUTQNSD
  private static final MemorySegment OUTPUT = MemorySegment.ofAddress(Libc.SHUT_WR);

  private final Descriptor descriptor;
  private final MemorySegment receiveError = Foreign.state();
  private final MemorySegment sendError = Foreign.state();

  StreamSocket(int fd) {
    descriptor = new Descriptor(fd, () -> Sockets.close(fd));
  }

  /// Receives into a buffer; 0 at the end.
  int receive(ByteBuffer into) {
    long most = Math.min(into.remaining(), MOST);
    int count = call(RECV, receiveError, MemorySegment.ofBuffer(into), most, RECEIVING);
    if (count > 0) into.position(into.position() + count);
    return count;
  }

  /// Sends from a buffer.
  ///
  /// @param moreSoon whether the system may wait for what follows
  int send(ByteBuffer from, boolean moreSoon) {
    long most = Math.min(from.remaining(), MOST);
    MemorySegment flags = moreSoon ? SENDING_MORE : SENDING;
    int count = call(SEND, sendError, MemorySegment.ofBuffer(from), most, flags);
    if (count > 0) from.position(from.position() + count);
    return count;
  }

  /// Whether there are bytes to receive; any thread may ask.
  boolean hasBytes() {
    MemorySegment one = MemorySegment.ofArray(new byte[1]);
    return call(RECV, Foreign.state(), one, 1, PEEKING) > 0;
  }

  /// How many bytes the system holds back, since the peer has no room; any thread may ask.
  int unsent() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(JAVA_INT);
      int result = call(IOCTL, Foreign.state(), UNSENT, count.address(), Foreign.NONE);
      return result < 0 ? result : count.get(JAVA_INT, 0);
    }
  }

  /// Tells the peer that nothing more comes.
  int endOutput() {
    return call(SHUTDOWN, sendError, OUTPUT, 0, Foreign.NONE);
  }

  private int call(
      MemorySegment function,
      MemorySegment error,
      MemorySegment second,
      long third,
      MemorySegment fourth) {
    if (!descriptor.enter()) return -Errno.EBADF;
    try {
      return Foreign.brief(function, error, descriptor.number, second, third, fourth, 0);
    } finally {
      descriptor.leave();
    }
  }

  boolean isClosed() {
    return descriptor.isClosed();
  }

  /// Closes it, once nobody is in a call.
  ///
  /// @return whether this was the first to do so
  boolean close() {
    if (!descriptor.enter()) return false;
    try {
      return descriptor.close();
    } finally {
      descriptor.leave();
    }
  }
}
