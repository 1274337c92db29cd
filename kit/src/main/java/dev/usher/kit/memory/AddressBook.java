package dev.usher.kit.memory;

import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is bound to which address. Streams have one, datagrams another: their ports do not collide.
final class AddressBook<T> {
  private static final int FIRST_FREE = 49_152;
  private static final int PORTS = 65_536;
  private static final InetAddress ALL_4 = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress ALL_6 = InetAddress.ofLiteral("::");

  private final Map<SocketAddress, T> bound = new HashMap<>();
  private int nextFree = FIRST_FREE;

  /// Makes something that is bound to an address, whose port is no longer 0.
  @FunctionalInterface
  interface Binding<T> {
    T at(SocketAddress address);
  }

  /// Binds.
  ///
  /// @throws BindException when somebody is there
  synchronized T bind(SocketAddress at, Binding<T> binding) throws BindException {
    SocketAddress address = at;
    if (at instanceof InetSocketAddress inet) {
      address = inet.getPort() == 0 ? free(inet.getAddress()) : inet;
    }
    if (isTaken(address)) throw new BindException("Address already in use");
    T resident = binding.at(address);
    bound.put(address, resident);
    return resident;
  }

  synchronized void release(SocketAddress address, T resident) {
    bound.remove(address, resident);
  }

  /// Who is to be reached at an address: who is bound to it, or else to all of this port.
  synchronized @Nullable T find(SocketAddress address) {
    T resident = bound.get(address);
    if (resident != null || !(address instanceof InetSocketAddress inet)) return resident;
    resident = inet.getAddress() instanceof Inet4Address ? bound.get(all(ALL_4, inet)) : null;
    return resident != null ? resident : bound.get(all(ALL_6, inet));
  }

  /// All addresses of IPv4, or of both families, with the port of this one.
  private static SocketAddress all(InetAddress wide, InetSocketAddress address) {
    return new InetSocketAddress(wide, address.getPort());
  }

  /// An address with a port that nobody has.
  synchronized InetSocketAddress free(InetAddress host) throws BindException {
    for (int tries = FIRST_FREE; tries < PORTS; tries++) {
      InetSocketAddress address = new InetSocketAddress(host, nextFree);
      nextFree = nextFree + 1 == PORTS ? FIRST_FREE : nextFree + 1;
      if (!isTaken(address)) return address;
    }
    throw new BindException("No free port");
  }

  private boolean isTaken(SocketAddress address) {
    if (find(address) != null) return true;
    if (!(address instanceof InetSocketAddress inet) || !inet.getAddress().isAnyLocalAddress()) {
      return false;
    }
    boolean both = inet.getAddress() instanceof Inet6Address;
    for (SocketAddress other : bound.keySet()) {
      if (other instanceof InetSocketAddress there
          && there.getPort() == inet.getPort()
          && (both || there.getAddress() instanceof Inet4Address)) {
        return true;
      }
    }
    return false;
  }

  /// The address as link names have it: numbers only, the same on every machine.
  static String text(SocketAddress address) {
    if (!(address instanceof InetSocketAddress inet)) return address.toString();
    String host = inet.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
  }

  /// Where one sits who talks to this address: on the same machine, as far as this network goes.
  static InetAddress near(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    return host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
  }
}
