package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.usher.kit.transport.UnixName;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.Charset;
import java.util.Arrays;

/// The address of a Unix socket as Linux writes it, `struct sockaddr_un`: a path that ends with a
/// zero byte, unless there is no room for it; or an abstract name that begins with one, or nothing.
final class UnixSocketName {
  /// Bytes of the longest.
  static final int LONGEST = 110;

  private static final int PATH = 2;
  private static final Charset FILE_NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private UnixSocketName() {}

  /// Writes a name. To bind to none is to have the system choose an abstract one.
  ///
  /// @return its length
  static int write(SocketAddress address, MemorySegment name) throws IOException {
    name.set(JAVA_SHORT_UNALIGNED, 0, (short) Libc.AF_UNIX);
    if (address.equals(UnixName.NONE)) return PATH;
    return switch (address) {
      case UnixDomainSocketAddress file -> {
        byte[] path = file.getPath().toString().getBytes(FILE_NAMES);
        boolean full = PATH + path.length == LONGEST;
        yield write(full ? path : Arrays.copyOf(path, path.length + 1), name);
      }
      case UnixName other -> write(other.bytes(), name);
      default -> throw new SocketException("not a Unix socket: " + address);
    };
  }

  private static int write(byte[] path, MemorySegment name) throws IOException {
    if (PATH + path.length > LONGEST) throw new SocketException("Unix domain path too long");
    MemorySegment.copy(path, 0, name, JAVA_BYTE, PATH, path.length);
    return PATH + path.length;
  }

  /// @param length of the name, as the system tells it
  static SocketAddress read(MemorySegment name, int length) {
    if (length <= PATH) return UnixName.NONE;
    byte[] bytes = name.asSlice(PATH, Math.min(length, LONGEST) - PATH).toArray(JAVA_BYTE);
    if (bytes[0] == 0) return UnixName.of(bytes);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) end++;
    byte[] path = Arrays.copyOf(bytes, end);
    String text = new String(path, FILE_NAMES);
    // A name that would not be written as it was read is somebody else's; and who chose one that
    // moves a terminal's cursor is not to reach one.
    boolean plain = text.chars().noneMatch(Character::isISOControl);
    return plain && Arrays.equals(text.getBytes(FILE_NAMES), path)
        ? UnixDomainSocketAddress.of(text)
        : UnixName.of(path);
  }
}
