package dev.usher.services;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Map;

/// Where something listens: `tcp://HOST:PORT`, `udp://HOST:PORT` or `unix:PATH`, with the door's
/// options behind a question mark, as in `udp://127.0.0.1:7014?zone=Asia/Shanghai&from=10.0.0.0/8`.
/// IPv6 stands in brackets.
///
/// @param host a name or a numeric address without brackets; for a Unix socket, its path
/// @param port 0 to 65535, where 0 is any free one; 0 for a Unix socket
/// @param options by name, in the order in which they were written
public record Address(Scheme scheme, String host, int port, Map<String, String> options) {
  /// At this host and port, without options.
  public static Address tcp(String host, int port) {
    return new Address(Scheme.TCP, host, port, Map.of());
  }

  /// At this host and port, without options.
  public static Address udp(String host, int port) {
    return new Address(Scheme.UDP, host, port, Map.of());
  }

  /// Where a socket is bound, without options.
  ///
  /// @param scheme TCP or UDP for an IP address; a Unix socket's address says itself what it is
  public static Address bound(Scheme scheme, SocketAddress socket) {
    return switch (socket) {
      case UnixDomainSocketAddress unix ->
          new Address(Scheme.UNIX, unix.getPath().toString(), 0, Map.of());
      case InetSocketAddress inet ->
          new Address(scheme, IpText.of(inet.getAddress()), inet.getPort(), Map.of());
      default -> throw new IllegalArgumentException("neither IP nor Unix: " + socket);
    };
  }

  /// Reads `[tcp://|udp://|unix:]HOST[:PORT][?OPTION=VALUE&…]`.
  ///
  /// What the text leaves unsaid is taken from the defaults: without a scheme it means one address
  /// for each default's scheme, without a port that of the default with its scheme, or of the
  /// first. In an option's value, `%26` and the like stand for bytes of UTF-8.
  ///
  /// @param defaults one or more, all of TCP or UDP
  /// @return one address, or without a scheme as many as there are defaults
  public static List<Address> parse(String text, List<Address> defaults) throws AddressException {
    return new AddressParser(text, defaults).parse();
  }

  /// The socket address; resolves a name, and leaves it unresolved when it is not known.
  public SocketAddress socket() {
    return scheme == Scheme.UNIX
        ? UnixDomainSocketAddress.of(host)
        : new InetSocketAddress(host, port);
  }

  /// The socket address for a client: a name is not looked up yet, so that a client of streams can
  /// try each of its addresses.
  public SocketAddress remote() {
    return scheme == Scheme.UNIX ? socket() : InetSocketAddress.createUnresolved(host, port);
  }

  /// The same with another host.
  public Address at(String otherHost) {
    return new Address(scheme, otherHost, port, options);
  }

  /// Whether it is reached from this machine only. False also for a name that is not known.
  public boolean local() {
    if (scheme == Scheme.UNIX) return true;
    InetAddress ip = ((InetSocketAddress) socket()).getAddress();
    return ip != null && ip.isLoopbackAddress();
  }

  /// As it is written, with the options: [#parse] reads it back.
  public String withOptions() {
    StringBuilder text = new StringBuilder(toString());
    options.forEach((name, value) ->
        text.append(text.indexOf("?") < 0 ? '?' : '&')
            .append(name)
            .append('=')
            .append(value.replace("%", "%25").replace("&", "%26")));
    return text.toString();
  }

  /// As it is written, without the options.
  @Override
  public String toString() {
    if (scheme == Scheme.UNIX) return scheme.prefix() + host;
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return scheme.prefix() + bracketed + ":" + port;
  }
}
