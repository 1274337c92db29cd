package dev.usher.services;

import dev.usher.kit.PacketServer;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.StreamServer;
import dev.usher.kit.Transport;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Where a [Door] is opened, and what holds there whatever the door: the events go to the hub,
/// `?from=` is heeded, and for datagrams `?rate=` with its companions.
public final class Doorway {
  /// Whose clients are served, which every door can be told.
  public static final Option<Predicate<SocketAddress>> FROM =
      Option.open("from", Option.Kind.LIST, "everybody", Cidr::parse);

  private static final int PRIVILEGED = 1024;

  private final Address address;
  private final Predicate<SocketAddress> wanted;
  private final Set<Integer> doorPorts;
  private final ServerEvents events;
  private final Transport transport;
  private final LongSupplier nanos;

  /// On the usual transport, with rates by the machine's time.
  ///
  /// @param address where to listen, with the door's options
  /// @param doorPorts the UDP ports of all doors, known and open; may grow while the door is open,
  ///   from another thread
  /// @throws AddressException when the option `from` is not a list of networks, or the address has
  ///   options for datagrams and is not of UDP
  public Doorway(Address address, Set<Integer> doorPorts, ServerEvents events)
      throws AddressException {
    this(address, doorPorts, events, Transport.usual(), System::nanoTime);
  }

  /// The same on another transport.
  ///
  /// @param nanos the time by which rates are counted: never back; only differences count
  public Doorway(
      Address address,
      Set<Integer> doorPorts,
      ServerEvents events,
      Transport transport,
      LongSupplier nanos)
      throws AddressException {
    this.address = address;
    this.doorPorts = doorPorts;
    this.events = events;
    this.transport = transport;
    this.nanos = nanos;
    wanted = wanted(address);
    if (address.scheme() != Scheme.UDP) refuseRate(address);
  }

  /// Refuses options that hold whatever the door, and make no sense at this address.
  public static void check(Address address) throws AddressException {
    Predicate<SocketAddress> _ = wanted(address);
    if (address.scheme() != Scheme.UDP) refuseRate(address);
  }

  private static void refuseRate(Address address) throws AddressException {
    for (String option : address.options().keySet()) {
      if (Rate.NAMES.contains(option)) {
        throw new AddressException(
            "?"
                + option
                + "= limits datagrams, and "
                + address
                + " has none; give it to an address that begins with udp://");
      }
    }
  }

  /// Whether an option means anything where such a scheme is spoken. One that does not is refused
  /// behind an address, but may be among those that are said of all of a door's addresses.
  ///
  /// @param option one of the door's, or `from`
  public static boolean heeds(String option, Scheme scheme) {
    return switch (scheme) {
      case UDP -> true;
      case TCP -> !Rate.NAMES.contains(option);
      case UNIX -> !Rate.NAMES.contains(option) && !option.equals(FROM.name());
    };
  }

  private static Predicate<SocketAddress> wanted(Address address) throws AddressException {
    String from = address.options().get(FROM.name());
    if (from == null) return _ -> true;
    if (address.scheme() == Scheme.UNIX) {
      throw new AddressException(
          "?from= names IP networks, which clients of a Unix socket do not have;"
              + " the file's mode says who may connect");
    }
    return FROM.read(from);
  }

  /// Where to listen, with the door's options.
  public Address address() {
    return address;
  }

  /// A server for streams here.
  public StreamServer<byte[]> streams() {
    return Server.at(address.socket()).on(transport).admit(wanted).events(events);
  }

  /// A server for datagrams here, for a door that can tell a client's packet from another server's,
  /// and bounds by itself what a client costs.
  public PacketServer<byte[]> packets() {
    return Server.udp((InetSocketAddress) address.socket())
        .on(transport)
        .admit(wanted)
        .events(events);
  }

  /// The same for a door that answers each source so much and no more. Such a door has the options
  /// of [Rate#options].
  ///
  /// @param usual how much of each source is answered unless the address says otherwise. Who is on
  ///   this machine is limited only where the address has the option `rate`
  /// @throws AddressException when an option of [Rate#options] makes no sense
  public PacketServer<byte[]> packets(Rate usual) throws AddressException {
    return packets().throttle(withinRate(usual.of(address.options())));
  }

  private Predicate<SocketAddress> withinRate(Rate rate) {
    boolean everybody = address.options().containsKey("rate");
    if (!everybody && address.local()) return _ -> true;
    RateLimit limit = new RateLimit(rate, nanos);
    // Who is not wanted at all takes no place in the table, and is told apart by the server.
    return peer -> (!everybody && isLoopback(peer)) || !wanted.test(peer) || limit.test(peer);
  }

  private static boolean isLoopback(SocketAddress peer) {
    return peer instanceof InetSocketAddress inet && inet.getAddress().isLoopbackAddress();
  }

  /// A server for datagrams here, for a door that answers whatever comes. Two such servers can be
  /// made to talk to each other for ever, by one packet with a forged source. So a door that is
  /// reached from other machines hears nobody whose port is below 1024 or that of a door of ours.
  ///
  /// @param usual as for [#packets]
  /// @throws AddressException as [#packets] does
  public PacketServer<byte[]> packetsOfClients(Rate usual) throws AddressException {
    if (address.local()) return packets(usual);
    return packets(usual).admit(peer -> wanted.test(peer) && !mayBeServer(peer));
  }

  private boolean mayBeServer(SocketAddress peer) {
    return peer instanceof InetSocketAddress inet
        && (inet.getPort() < PRIVILEGED || doorPorts.contains(inet.getPort()));
  }
}
