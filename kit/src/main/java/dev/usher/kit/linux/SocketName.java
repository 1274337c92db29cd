package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/// An address as Linux writes it: `struct sockaddr_in`, `sockaddr_in6`, and by [UnixSocketName].
final class SocketName {
  /// Bytes of the longest.
  static final int LONGEST = UnixSocketName.LONGEST;

  /// Bytes of the longest that IP has.
  private static final int LONGEST_IP = 28;

  private static final int LENGTH_4 = 16;
  private static final int IP_4 = 4;
  private static final int IP_6 = 8;
  private static final ValueLayout.OfShort PORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketName() {}

  /// Bytes of the longest that a family has.
  static int longest(int family) {
    return family == Libc.AF_UNIX ? LONGEST : LONGEST_IP;
  }

  /// Writes an address in a socket's family; IPv4 can be written in that of IPv6.
  ///
  /// @return its length
  static int write(SocketAddress address, int family, MemorySegment name) throws IOException {
    if (family == Libc.AF_UNIX) return UnixSocketName.write(address, name);
    if (!(address instanceof InetSocketAddress inet) || inet.isUnresolved()) {
      throw new SocketException("not an IP address: " + address);
    }
    byte[] ip = inet.getAddress().getAddress();
    name.asSlice(0, LONGEST_IP).fill((byte) 0);
    name.set(JAVA_SHORT_UNALIGNED, 0, (short) family);
    name.set(PORT, 2, (short) inet.getPort());
    if (family == Libc.AF_INET) {
      if (ip.length != 4) throw new SocketException("not reached by an IPv4 socket: " + address);
      MemorySegment.copy(ip, 0, name, JAVA_BYTE, IP_4, ip.length);
      return LENGTH_4;
    }
    writeIp6(inet.getAddress(), name.asSlice(IP_6, 16));
    if (inet.getAddress() instanceof Inet6Address scoped) {
      name.set(JAVA_INT_UNALIGNED, 24, scoped.getScopeId());
    }
    return LONGEST_IP;
  }

  /// Writes the 16 bytes of an address; of IPv4 in the form that IPv6 has for it.
  static void writeIp6(InetAddress address, MemorySegment into) {
    byte[] ip = address.getAddress();
    into.fill((byte) 0);
    if (address instanceof Inet4Address) into.set(JAVA_SHORT_UNALIGNED, 10, (short) -1);
    MemorySegment.copy(ip, 0, into, JAVA_BYTE, 16 - ip.length, ip.length);
  }

  /// Reads an address of a socket's family.
  ///
  /// @param length of it, as the system tells it
  static SocketAddress read(MemorySegment name, int family, int length) {
    return family == Libc.AF_UNIX ? UnixSocketName.read(name, length) : readIp(name);
  }

  /// Reads an address of either IP family: which, it says itself.
  static InetSocketAddress readIp(MemorySegment name) {
    int port = Short.toUnsignedInt(name.get(PORT, 2));
    if (name.get(JAVA_SHORT_UNALIGNED, 0) == Libc.AF_INET) {
      return new InetSocketAddress(readIp(name.asSlice(IP_4, 4), 0), port);
    }
    int scope = name.get(JAVA_INT_UNALIGNED, 24);
    return new InetSocketAddress(readIp(name.asSlice(IP_6, 16), scope), port);
  }

  /// Reads 4 or 16 bytes; IPv4 in IPv6's form is IPv4.
  static InetAddress readIp(MemorySegment ip, int scope) {
    byte[] bytes = ip.toArray(JAVA_BYTE);
    try {
      return scope == 0
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, scope);
    } catch (UnknownHostException e) {
      throw new AssertionError(bytes.length + " bytes are an address", e);
    }
  }
}
