package dev.usher.testkit.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;

/// Whether this machine has IPv6.
final class Ipv6 {
  private Ipv6() {}

  /// Skips the test where there is none.
  static void needed() throws SocketException {
    boolean there =
        NetworkInterface.networkInterfaces()
            .filter(Ipv6::isLoopback)
            .flatMap(NetworkInterface::inetAddresses)
            .anyMatch(Inet6Address.class::isInstance);
    assumeTrue(there, "this machine has no IPv6 loopback address");
  }

  private static boolean isLoopback(NetworkInterface network) {
    try {
      return network.isLoopback();
    } catch (SocketException _) {
      return false;
    }
  }
}
