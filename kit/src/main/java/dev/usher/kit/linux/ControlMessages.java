package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// What stands beside a datagram: `struct cmsghdr` and what follows each.
final class ControlMessages {
  private static final int HEADER = 16;
  private static final int LEVEL = 8;
  private static final int TYPE = 12;

  private ControlMessages() {}

  /// Where the content of one kind begins; -1 when it is not there.
  static int find(MemorySegment control, int length, int level, int type) {
    for (int at = 0; at + HEADER <= length; ) {
      long size = control.get(JAVA_LONG, at);
      if (size < HEADER || size > length - at) return -1;
      if (control.get(JAVA_INT, at + LEVEL) == level && control.get(JAVA_INT, at + TYPE) == type) {
        return at + HEADER;
      }
      at += (int) (size + 7 & -8);
    }
    return -1;
  }

  /// The address of this machine to which the datagram came, and from which an answer may leave;
  /// null when that is not said. What was sent to many came to an address that nobody has: of IPv4
  /// the system says which of ours that was.
  static @Nullable InetAddress local(MemorySegment control, int length) {
    int at = find(control, length, Libc.IPPROTO_IP, Libc.IP_PKTINFO);
    if (at >= 0) return SocketName.readIp(control.asSlice(at + 4, 4), 0); // ipi_spec_dst
    at = find(control, length, Libc.IPPROTO_IPV6, Libc.IPV6_PKTINFO);
    if (at < 0) return null;
    MemorySegment ip = control.asSlice(at, 16);
    InetAddress address = SocketName.readIp(ip, 0);
    if (address.isMulticastAddress()) return null;
    boolean needsScope = address.isLinkLocalAddress() && !(address instanceof Inet4Address);
    return needsScope ? SocketName.readIp(ip, control.get(JAVA_INT, at + 16)) : address;
  }

  /// Writes from which address of this machine a datagram leaves.
  ///
  /// @return the length of the control messages
  static int writeLocal(InetAddress local, int family, MemorySegment control) {
    control.fill((byte) 0);
    if (family == Libc.AF_INET) {
      header(control, 12, Libc.IPPROTO_IP, Libc.IP_PKTINFO);
      byte[] ip = local.getAddress();
      control.asSlice(HEADER + 4, 4).copyFrom(MemorySegment.ofArray(ip)); // ipi_spec_dst
      return HEADER + 16;
    }
    header(control, 20, Libc.IPPROTO_IPV6, Libc.IPV6_PKTINFO);
    SocketName.writeIp6(local, control.asSlice(HEADER, 16));
    if (local instanceof java.net.Inet6Address scoped) {
      control.set(JAVA_INT, HEADER + 16, scoped.getScopeId());
    }
    return HEADER + 24;
  }

  /// Writes of how many bytes each packet is into which the system is to cut.
  ///
  /// @return the length of the control message
  static int writeSegment(int length, MemorySegment control) {
    header(control, 2, Libc.IPPROTO_UDP, Libc.UDP_SEGMENT);
    control.set(JAVA_SHORT, HEADER, (short) length);
    return HEADER + 8;
  }

  private static void header(MemorySegment control, int content, int level, int type) {
    control.set(JAVA_LONG, 0, HEADER + content);
    control.set(JAVA_INT, LEVEL, level);
    control.set(JAVA_INT, TYPE, type);
  }
}
