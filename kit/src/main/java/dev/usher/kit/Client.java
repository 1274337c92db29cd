package dev.usher.kit;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// An immutable description of a client, the counterpart of [Server]: the same framings, the same
/// deadlines, the same [Connection].
///
/// @param <C> the kind of client itself
public abstract sealed class Client<C extends Client<C>> permits StreamClient, PacketClient {
  final Setup setup;

  Client(Setup setup) {
    this.setup = setup;
  }

  /// TCP to a host by name or numeric address.
  public static StreamClient<byte[]> tcp(String host, int port) {
    return at(InetSocketAddress.createUnresolved(host, port));
  }

  /// A Unix stream socket.
  public static StreamClient<byte[]> unix(Path path) {
    return at(UnixDomainSocketAddress.of(path));
  }

  /// A stream to any address, such as [Running#address]. A name that is not resolved yet is looked
  /// up when it connects, and its addresses are tried in turn.
  public static StreamClient<byte[]> at(SocketAddress address) {
    return new StreamClient<>(new Setup(address, Deadlines.forStreams()), StreamFraming.chunks());
  }

  /// UDP to a host by name or numeric address.
  public static PacketClient<byte[]> udp(String host, int port) {
    return udp(new InetSocketAddress(host, port));
  }

  /// UDP to an address, such as [Running#address]; to one of a Unix socket, what [#unixDatagram]
  /// is, on the transport that is chosen.
  public static PacketClient<byte[]> udp(SocketAddress address) {
    return new PacketClient<>(new Setup(address, Deadlines.forPackets()), PacketFraming.bytes());
  }

  /// A Unix datagram socket, on [Transport#usual], which must be `linux` here. The system gives it
  /// a name, such as `@0001f`, by which the server can answer it, and nobody else.
  ///
  /// A few datagrams fill the server's queue: then [Connection#send] waits until the write
  /// deadline, and [Connection#offer] says no.
  public static PacketClient<byte[]> unixDatagram(Path path) {
    return udp(UnixDomainSocketAddress.of(path)).on(Transport.usual());
  }

  /// Uses this transport instead of [Transport#nio], or whatever the kind of client begins with.
  public C on(Transport transport) {
    return with(s -> s.on(transport));
  }

  /// Changes socket options.
  public C sockets(UnaryOperator<SocketSettings> change) {
    return with(s -> s.sockets = change.apply(s.sockets));
  }

  /// Changes limits; a client has those of the inbox and the outbox.
  public C limits(UnaryOperator<Limits> change) {
    return with(s -> s.limits = change.apply(s.limits));
  }

  /// Changes deadlines.
  public C deadlines(UnaryOperator<Deadlines> change) {
    return with(s -> s.deadlines = change.apply(s.deadlines));
  }

  /// How long connecting may take, instead of [Defaults#CONNECT].
  public C connectWithin(Duration time) {
    return with(s -> s.connect = Deadlines.bounded(Limits.positive(time, "the time to connect")));
  }

  private C with(Consumer<Setup> change) {
    return copy(setup.with(change));
  }

  abstract C copy(Setup setup);
}
