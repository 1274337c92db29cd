package dev.usher.services;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// IP addresses as text, by the book: never a name that would have to be looked up.
final class IpText {
  private IpText() {}

  /// The address that a text writes in full, or null. What IPv4 in disguise (`::ffff:10.0.0.1`)
  /// stands for is an IPv4 address.
  static @Nullable InetAddress read(String text) {
    if (!isIpv6(text) && !isIpv4(text)) return null;
    return InetAddress.ofLiteral(text);
  }

  static boolean isIpv6(String text) {
    if (text.indexOf(':') < 0 || text.startsWith("[")) return false;
    try {
      var _ = Inet6Address.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Only four numbers: the JDK also takes `10.1` for 10.0.0.1, which surprises people.
  private static boolean isIpv4(String text) {
    if (text.chars().filter(c -> c == '.').count() != 3) return false;
    try {
      var _ = Inet4Address.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// The address as RFC 5952 wants it: lower case, the longest run of zeros left out.
  static String of(InetAddress address) {
    if (!(address instanceof Inet6Address v6)) return address.getHostAddress();
    byte[] bytes = v6.getAddress();
    int[] words = new int[8];
    for (int i = 0; i < 8; i++) words[i] = ByteBuffer.wrap(bytes).getChar(2 * i);
    String zone = v6.getScopeId() == 0 ? "" : zone(v6.getHostAddress());
    int start = 0;
    int length = 1; // a single zero is written
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && words[end] == 0) end++;
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    if (length == 1) return join(words, 0, 8) + zone;
    return join(words, 0, start) + "::" + join(words, start + length, 8) + zone;
  }

  private static String zone(String withZone) {
    int percent = withZone.indexOf('%');
    return percent < 0 ? "" : withZone.substring(percent);
  }

  private static String join(int[] words, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (i > from) text.append(':');
      text.append(Integer.toHexString(words[i]));
    }
    return text.toString();
  }
}
