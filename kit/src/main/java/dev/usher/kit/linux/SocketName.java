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
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/// An address as Linux writes it: `struct sockaddr_in`, `sockaddr_in6` and `sockaddr_un`.
final class SocketName {
  /// Bytes of the longest that is read.
  static final int LARGEST = 28;

  /// Bytes of the longest that is written.
  static final int LONGEST = 110;

  private static final int LENGTH_4 = 16;
  private static final int IP_4 = 4;
  private static final int IP_6 = 8;
  private static final int PATH = 2;
  private static final Charset FILE_NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  private static final ValueLayout.OfShort PORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketName() {}

  /// Writes an address in a socket's family; IPv4 can be written in that of IPv6.
  ///
  /// @return its length
  static int write(SocketAddress address, int family, MemorySegment name) throws IOException {
    if (address instanceof UnixDomainSocketAddress unix) return writeFile(unix, name);
    if (!(address instanceof InetSocketAddress inet) || inet.isUnresolved()) {
      throw new SocketException("not an IP address: " + address);
    }
    byte[] ip = inet.getAddress().getAddress();
    name.asSlice(0, LARGEST).fill((byte) 0);
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
    return LARGEST;
  }

  private static int writeFile(UnixDomainSocketAddress address, MemorySegment name)
      throws IOException {
    byte[] path = address.getPath().toString().getBytes(FILE_NAMES);
    if (PATH + path.length + 1 > LONGEST) throw new SocketException("Unix domain path too long");
    name.set(JAVA_SHORT_UNALIGNED, 0, (short) Libc.AF_UNIX);
    MemorySegment.copy(path, 0, name, JAVA_BYTE, PATH, path.length);
    name.set(JAVA_BYTE, PATH + path.length, (byte) 0);
    return PATH + path.length + 1;
  }

  /// Writes the 16 bytes of an address; of IPv4 in the form that IPv6 has for it.
  static void writeIp6(InetAddress address, MemorySegment into) {
    byte[] ip = address.getAddress();
    into.fill((byte) 0);
    if (address instanceof Inet4Address) into.set(JAVA_SHORT_UNALIGNED, 10, (short) -1);
    MemorySegment.copy(ip, 0, into, JAVA_BYTE, 16 - ip.length, ip.length);
  }

  static InetSocketAddress read(MemorySegment name) {
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
