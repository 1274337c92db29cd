package dev.usher.kit.linux;

import static dev.usher.kit.linux.Foreign.impossible;
import static dev.usher.kit.linux.Foreign.result;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/// Bytes to and from a stream socket, straight into the buffer that they are meant for; never
/// waiting.
final class Transfers {
  private static final int MSG_PEEK = 0x2;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  // The JVM cannot stop during a call, so that none may last long.
  private static final int MOST = 256 * 1024;

  private static final MethodHandle RECV =
      Foreign.brief("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      Foreign.brief("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

  private Transfers() {}

  /// Receives into a buffer.
  ///
  /// @param error room for an error number
  /// @return how many bytes; 0 at the end; an error number, negated
  static int receive(int fd, ByteBuffer into, MemorySegment error) {
    long most = Math.min(into.remaining(), MOST);
    int count;
    try {
      count =
          result(
              (int)
                  (long)
                      RECV.invokeExact(error, fd, MemorySegment.ofBuffer(into), most, MSG_DONTWAIT),
              error);
    } catch (Throwable e) {
      throw impossible(e);
    }
    if (count > 0) into.position(into.position() + count);
    return count;
  }

  /// Sends from a buffer.
  ///
  /// @param error room for an error number
  /// @return how many bytes; an error number, negated
  static int send(int fd, ByteBuffer from, MemorySegment error) {
    long most = Math.min(from.remaining(), MOST);
    int count;
    try {
      count =
          result(
              (int)
                  (long)
                      SEND.invokeExact(
                          error,
                          fd,
                          MemorySegment.ofBuffer(from),
                          most,
                          MSG_DONTWAIT | MSG_NOSIGNAL),
              error);
    } catch (Throwable e) {
      throw impossible(e);
    }
    if (count > 0) from.position(from.position() + count);
    return count;
  }

  /// Whether there are bytes to receive.
  static boolean hasBytes(int fd) {
    MemorySegment one = MemorySegment.ofArray(new byte[1]);
    try {
      return (long) RECV.invokeExact(Foreign.state(), fd, one, 1L, MSG_DONTWAIT | MSG_PEEK) > 0;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }
}
