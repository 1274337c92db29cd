package dev.usher.kit.transport;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A Unix socket's name that the JDK has no type for: one of Linux's abstract names, which are no
/// files and begin with a zero byte; or a path that is no text here, or has control characters.
/// Written as `ss` does: with an `@` for each zero byte.
public final class UnixName extends SocketAddress {
  private static final long serialVersionUID = 1;

  /// The name of a socket that has none, as the JDK has it.
  public static final SocketAddress NONE = UnixDomainSocketAddress.of("");

  private final byte[] bytes;

  private UnixName(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A name of these bytes; takes them over.
  public static UnixName of(byte[] bytes) {
    return new UnixName(bytes);
  }

  /// An abstract name as the system gives them out: five hexadecimal digits.
  public static UnixName numbered(int number) {
    String digits = String.format(Locale.ROOT, "\0%05x", number & 0xfffff);
    return of(digits.getBytes(StandardCharsets.US_ASCII));
  }

  /// A copy of its bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnixName name && Arrays.equals(bytes, name.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      if (b == 0) text.append('@');
      else if (b > ' ' && b <= '~') text.append((char) b);
      else text.append(String.format(Locale.ROOT, "\\x%02x", b));
    }
    return text.toString();
  }
}
