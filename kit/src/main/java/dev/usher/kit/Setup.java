package dev.usher.kit;

import dev.usher.kit.linux.LinuxTransport;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What the descriptions of all servers and clients hold. Changed only in the copy that [#with]
/// makes, before anybody else sees it.
final class Setup {
  List<SocketAddress> addresses;
  Deadlines deadlines;
  Wire wire = (Wire) Transport.nio();
  private boolean usual; // the wire is what we chose, and nobody else
  SocketSettings sockets = SocketSettings.defaults();
  Limits limits = Limits.defaults();
  Predicate<SocketAddress> admits = _ -> true;
  Predicate<SocketAddress> withinRate = _ -> true;
  ServerEvents events = ServerEvents.uncaught();
  Duration connect = Defaults.CONNECT;

  Setup(SocketAddress address, Deadlines deadlines) {
    addresses = List.of(address);
    this.deadlines = deadlines;
  }

  /// A server's: on the fastest transport there is. A client is over too soon to gain by it.
  static Setup ofServer(SocketAddress address, Deadlines deadlines) {
    Setup setup = new Setup(address, deadlines);
    setup.wire = (Wire) Transport.usual();
    setup.usual = true;
    return setup;
  }

  /// Uses what was chosen by somebody.
  void on(Transport transport) {
    wire = (Wire) transport;
    usual = false;
  }

  /// Tells a server's listener when we could not choose the best.
  void tellFallback(Counters counters, boolean streams) {
    String why = usual ? LinuxTransport.drawback(streams) : null;
    if (why != null) counters.tell(new ServerEvent.Fallback(addresses.getFirst(), why));
  }

  private Setup(Setup other) {
    addresses = other.addresses;
    deadlines = other.deadlines;
    wire = other.wire;
    usual = other.usual;
    sockets = other.sockets;
    limits = other.limits;
    admits = other.admits;
    withinRate = other.withinRate;
    events = other.events;
    connect = other.connect;
  }

  Setup with(Consumer<Setup> change) {
    Setup copy = new Setup(this);
    change.accept(copy);
    return copy;
  }

  /// Opens something at every address, or, when one fails, at none.
  <T> List<T> openAll(Opening<T> opening, Consumer<T> closing) throws IOException {
    List<T> opened = new ArrayList<>();
    try {
      for (SocketAddress address : addresses) opened.add(open(address, opening));
      return opened;
    } catch (Throwable e) {
      opened.forEach(closing);
      throw e;
    }
  }

  private static <T> T open(SocketAddress address, Opening<T> opening) throws IOException {
    try {
      return opening.open(resolved(address));
    } catch (BindException e) {
      throw (IOException) new BindException(address + ": " + e.getMessage()).initCause(e);
    }
  }

  static SocketAddress resolved(SocketAddress address) throws UnknownHostException {
    if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
      throw new UnknownHostException("no address is known for " + inet.getHostString());
    }
    return address;
  }

  /// What a name stands for: one address or more; any other address is itself.
  static List<SocketAddress> known(SocketAddress address) throws UnknownHostException {
    if (!(address instanceof InetSocketAddress named) || !named.isUnresolved()) {
      return List.of(address);
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(named.getHostString()))
          .<SocketAddress>map(each -> new InetSocketAddress(each, named.getPort()))
          .toList();
    } catch (UnknownHostException _) {
      throw new UnknownHostException("no address is known for " + named.getHostString());
    }
  }

  /// Opens something at an address.
  @FunctionalInterface
  interface Opening<T> {
    T open(SocketAddress address) throws IOException;
  }
}
