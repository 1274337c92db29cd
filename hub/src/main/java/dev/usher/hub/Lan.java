package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;

/// The addresses of this machine by which others reach it.
final class Lan {
  private Lan() {}

  /// Those of all interfaces that are up, without loopback, and without IPv6 link-local ones, which
  /// mean nothing on another machine.
  static List<String> addresses() throws Complaint {
    try {
      List<String> addresses =
          NetworkInterface.networkInterfaces()
              .filter(Lan::isUp)
              .flatMap(NetworkInterface::inetAddresses)
              .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
              .sorted(Comparator.comparing(a -> a instanceof Inet6Address)) // short ones first
              .map(Lan::text)
              .toList();
      if (!addresses.isEmpty()) return addresses;
    } catch (SocketException e) {
      throw Complaint.failure("--lan: the system does not tell its addresses: " + e.getMessage());
    }
    throw Complaint.failure(
        "--lan: this machine has no address but its loopback; connect it to a network first");
  }

  private static boolean isUp(NetworkInterface each) {
    try {
      return each.isUp();
    } catch (SocketException e) {
      throw new UncheckedIOException((IOException) e);
    }
  }

  private static String text(InetAddress address) {
    String text = Address.bound(Scheme.TCP, new InetSocketAddress(address, 0)).host();
    int zone = text.indexOf('%'); // needed by nobody for an address that is not link-local
    return zone < 0 ? text : text.substring(0, zone);
  }
}
