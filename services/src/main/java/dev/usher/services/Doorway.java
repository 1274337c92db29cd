package dev.usher.services;

import dev.usher.kit.PacketServer;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.StreamServer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.function.Predicate;

/// Where a [Door] is opened, and what holds there whatever the door: the events go to the hub, and
/// `?from=` is heeded.
public final class Doorway {
  private static final int PRIVILEGED = 1024;

  private final Address address;
  private final Predicate<SocketAddress> wanted;
  private final Set<Integer> doorPorts;
  private final ServerEvents events;

  /// @param address where to listen, with the door's options
  /// @param doorPorts the UDP ports of all doors, known and open; may grow while the door is open,
  ///   from another thread
  /// @throws AddressException when the option `from` is not a list of networks
  public Doorway(Address address, Set<Integer> doorPorts, ServerEvents events)
      throws AddressException {
    this.address = address;
    this.doorPorts = doorPorts;
    this.events = events;
    wanted = wanted(address);
  }

  private static Predicate<SocketAddress> wanted(Address address) throws AddressException {
    String from = address.options().get("from");
    if (from == null) return _ -> true;
    if (address.scheme() == Scheme.UNIX) {
      throw new AddressException(
          "?from= names IP networks, which clients of a Unix socket do not have;"
              + " the file's mode says who may connect");
    }
    return Cidr.parse(from);
  }

  /// Where to listen, with the door's options.
  public Address address() {
    return address;
  }

  /// A server for streams here.
  public StreamServer<byte[]> streams() {
    return Server.at(address.socket()).admit(wanted).events(events);
  }

  /// A server for datagrams here. For a door that can tell a client's packet from another server's.
  public PacketServer<byte[]> packets() {
    return Server.udp((InetSocketAddress) address.socket()).admit(wanted).events(events);
  }

  /// A server for datagrams here, for a door that answers whatever comes. Two such servers can be
  /// made to talk to each other for ever, by one packet with a forged source. So a door that is
  /// reached from other machines hears nobody whose port is below 1024 or that of a door of ours.
  public PacketServer<byte[]> packetsOfClients() {
    if (address.local()) return packets();
    return packets().admit(peer -> wanted.test(peer) && !mayBeServer(peer));
  }

  private boolean mayBeServer(SocketAddress peer) {
    return peer instanceof InetSocketAddress inet
        && (inet.getPort() < PRIVILEGED || doorPorts.contains(inet.getPort()));
  }
}
