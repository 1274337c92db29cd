package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Scheme;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The servers that `usher time` asks, and what the user calls them.
///
/// @param names by address, in the order in which they were named
record Asked(Map<InetSocketAddress, String> names) {
  /// @param port of hosts that are named without one
  /// @param hub asked too if it is named, and alone is asked the local one if nobody is
  /// @throws Complaint when one is no address of UDP
  static Asked of(List<String> hosts, int port, @Nullable String hub, int hubPort)
      throws Complaint {
    Map<InetSocketAddress, String> names = new LinkedHashMap<>();
    for (String host : hosts) add(host, port, names);
    if (hub != null) add(hub, hubPort, names);
    if (names.isEmpty()) add("127.0.0.1", hubPort, names);
    return new Asked(names);
  }

  private static void add(String written, int port, Map<InetSocketAddress, String> names)
      throws Complaint {
    Address address = address(written, port);
    String name = address.toString().substring(Scheme.UDP.prefix().length());
    if (address.socket() instanceof InetSocketAddress socket) names.putIfAbsent(socket, name);
  }

  private static Address address(String written, int port) throws Complaint {
    try {
      Address address = Address.parse(written, List.of(Address.udp("127.0.0.1", port))).getFirst();
      boolean plain = address.scheme() == Scheme.UDP && address.options().isEmpty();
      if (plain && address.port() > 0) return address;
      throw Complaint.usage(
          "\"" + written + "\" is not an address to ask for the time: [udp://]HOST[:PORT]");
    } catch (AddressException e) {
      throw Complaint.usage(e.getMessage());
    }
  }

  List<InetSocketAddress> servers() {
    return List.copyOf(names.keySet());
  }

  String name(InetSocketAddress server) {
    return names.getOrDefault(server, server.toString());
  }

  /// All of them, as in a sentence.
  String all() {
    return String.join(", ", names.values());
  }
}
