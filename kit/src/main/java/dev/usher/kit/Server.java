package dev.usher.kit;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// An immutable description of a server: where to listen, how to frame, what is allowed. Each
/// method returns a changed copy; `start` binds and runs it, as often as you like.
///
/// Everything left unsaid is as [Defaults] has it; above all, a server listens on the loopback
/// address until it is given another.
///
/// @param <S> the kind of server itself
public abstract sealed class Server<S extends Server<S>> permits StreamServer, PacketServer {
  final Setup setup;

  Server(Setup setup) {
    this.setup = setup;
  }

  /// TCP on the loopback address; port 0 takes any free one.
  public static StreamServer<byte[]> tcp(int port) {
    return at(new InetSocketAddress(Defaults.bindAddress(), port));
  }

  /// TCP at an address of this machine, by name or number. `0.0.0.0` and `::` both mean all
  /// addresses, of IPv4 and of IPv6 where the machine has it.
  public static StreamServer<byte[]> tcp(String host, int port) {
    return at(new InetSocketAddress(host, port));
  }

  /// Unix stream sockets at a path of at most about 100 bytes. A stale socket file is replaced, the
  /// file is accessible to this user only, and it goes when the server stops.
  public static StreamServer<byte[]> unix(Path path) {
    return at(UnixDomainSocketAddress.of(path));
  }

  /// Streams at any address: TCP or Unix, by its type.
  public static StreamServer<byte[]> at(SocketAddress address) {
    return new StreamServer<>(
        Setup.ofServer(address, Deadlines.forStreams()), StreamFraming.chunks());
  }

  /// UDP on the loopback address; port 0 takes any free one.
  public static PacketServer<byte[]> udp(int port) {
    return udp(new InetSocketAddress(Defaults.bindAddress(), port));
  }

  /// UDP at an address of this machine. Name one address rather than a wildcard where the machine
  /// has several: on `nio`, a reply from a wildcard socket may leave from another than was asked.
  public static PacketServer<byte[]> udp(String host, int port) {
    return udp(new InetSocketAddress(host, port));
  }

  /// UDP at an address of this machine.
  public static PacketServer<byte[]> udp(InetSocketAddress address) {
    return new PacketServer<>(
        Setup.ofServer(address, Deadlines.forPackets()), PacketFraming.bytes());
  }

  /// Unix datagram sockets at a path, what Python calls a `UnixDatagramServer`: on `linux` and in
  /// the memory network only. The file is as for [#unix].
  ///
  /// A sender that did not bind its own socket has no name to be answered at: only
  /// [PacketServer#answer] hears it, and a reply fails. Nor does a server wait for a receiver that
  /// takes no more: the reply is lost, and counted as [Drop#UNDELIVERED]. What a receiver leaves
  /// unread fills the server's own send buffer, at the cost of replies to others, where the system
  /// lets many wait for one socket (`net.unix.max_dgram_qlen`): then make that buffer larger.
  public static PacketServer<byte[]> unixDatagram(Path path) {
    return new PacketServer<>(
        Setup.ofServer(UnixDomainSocketAddress.of(path), Deadlines.forPackets()),
        PacketFraming.bytes());
  }

  /// Listens at this address too.
  public S alsoAt(SocketAddress address) {
    return with(
        s -> s.addresses = Stream.concat(s.addresses.stream(), Stream.of(address)).toList());
  }

  /// Uses this transport instead of [Transport#usual].
  public S on(Transport transport) {
    return with(s -> s.on(transport));
  }

  /// Changes socket options: `.sockets(s -> s.reusePort(true))`.
  public S sockets(UnaryOperator<SocketSettings> change) {
    return with(s -> s.sockets = change.apply(s.sockets));
  }

  /// Changes limits: `.limits(l -> l.connections(100))`.
  public S limits(UnaryOperator<Limits> change) {
    return with(s -> s.limits = change.apply(s.limits));
  }

  /// Changes deadlines: `.deadlines(d -> d.idle(Duration.ofHours(1)))`.
  public S deadlines(UnaryOperator<Deadlines> change) {
    return with(s -> s.deadlines = change.apply(s.deadlines));
  }

  /// Sends clients away by their address before they cost anything; replaces an earlier predicate.
  /// It runs on the accepting or receiving thread and must not block.
  public S admit(Predicate<SocketAddress> wanted) {
    return with(s -> s.admits = wanted);
  }

  /// Tells these instead of [ServerEvents#uncaught].
  public S events(ServerEvents listener) {
    return with(s -> s.events = listener);
  }

  private S with(Consumer<Setup> change) {
    return copy(setup.with(change));
  }

  abstract S copy(Setup setup);
}
