package dev.usher.kit.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Bytes to and from a stream socket, straight into the buffer that they are meant for; never
/// waiting.
final class Transfers {
  private static final MemorySegment DONTWAIT = MemorySegment.ofAddress(0x40);
  private static final MemorySegment DONTWAIT_PEEK = MemorySegment.ofAddress(0x40 | 0x2);
  private static final MemorySegment DONTWAIT_NOSIGNAL = MemorySegment.ofAddress(0x40 | 0x4000);
  private static final MemorySegment DONTWAIT_NOSIGNAL_MORE =
      MemorySegment.ofAddress(0x40 | 0x4000 | 0x8000);

  // The JVM cannot stop during a call, so that none may last long.
  private static final int MOST = 256 * 1024;

  private static final MemorySegment RECV = Foreign.find("recv");
  private static final MemorySegment SEND = Foreign.find("send");

  private Transfers() {}

  /// Receives into a buffer.
  ///
  /// @param error room for an error number
  /// @return how many bytes; 0 at the end; an error number, negated
  static int receive(int fd, ByteBuffer into, MemorySegment error) {
    long most = Math.min(into.remaining(), MOST);
    int count = Foreign.brief(RECV, error, fd, MemorySegment.ofBuffer(into), most, DONTWAIT, 0);
    if (count > 0) into.position(into.position() + count);
    return count;
  }

  /// Sends from a buffer.
  ///
  /// @param moreSoon whether the system may wait for what follows
  /// @param error room for an error number
  /// @return how many bytes; an error number, negated
  static int send(int fd, ByteBuffer from, boolean moreSoon, MemorySegment error) {
    long most = Math.min(from.remaining(), MOST);
    MemorySegment bytes = MemorySegment.ofBuffer(from);
    MemorySegment flags = moreSoon ? DONTWAIT_NOSIGNAL_MORE : DONTWAIT_NOSIGNAL;
    int count = Foreign.brief(SEND, error, fd, bytes, most, flags, 0);
    if (count > 0) from.position(from.position() + count);
    return count;
  }

  /// Whether there are bytes to receive.
  static boolean hasBytes(int fd) {
    MemorySegment one = MemorySegment.ofArray(new byte[1]);
    return Foreign.brief(RECV, Foreign.state(), fd, one, 1, DONTWAIT_PEEK, 0) > 0;
  }
}
