package dev.usher.services;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A list of IP networks, as in `10.0.0.0/8,192.168.1.7,fd00::/8`; an address alone is a network of
/// one. IPv4 and IPv6 may be mixed. An IPv4 client is held against the IPv4 networks only, also
/// when either is written as IPv6 (`::ffff:10.0.0.0/104`).
///
/// Bits behind the prefix do not matter: `10.1.2.3/8` is `10.0.0.0/8`.
public final class Cidr implements Predicate<SocketAddress> {
  private final List<Network> networks;

  private Cidr(List<Network> networks) {
    this.networks = networks;
  }

  /// Reads networks with commas between them.
  public static Cidr parse(String text) throws AddressException {
    List<Network> networks = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      networks.add(network(text.substring(from, end).strip()));
      from = end + 1;
    }
    return new Cidr(List.copyOf(networks));
  }

  private static Network network(String text) throws AddressException {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    InetAddress address = host.indexOf('%') < 0 ? IpText.read(host) : null;
    if (address == null) {
      throw new AddressException(
          "\"" + text + "\" is not a network; write one like 10.0.0.0/8, 192.168.1.7 or fd00::/8");
    }
    byte[] base = address.getAddress();
    boolean mapped = base.length == 4 && host.indexOf(':') >= 0;
    int shift = mapped ? 96 : 0;
    int most = base.length * 8 + shift;
    int bits = slash < 0 ? most : bits(text.substring(slash + 1));
    if (bits < shift || bits > most) {
      throw new AddressException(
          "the network \"" + text + "\" needs a prefix from " + shift + " to " + most);
    }
    return new Network(base, bits - shift);
  }

  private static int bits(String digits) {
    if (digits.isEmpty() || digits.length() > 3) return -1;
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) return -1;
    return Integer.parseInt(digits);
  }

  /// Whether the address lies in one of the networks.
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    for (Network network : networks) if (network.contains(bytes)) return true;
    return false;
  }

  /// Whether a peer does; one without an IP address does not.
  @Override
  public boolean test(SocketAddress peer) {
    return peer instanceof InetSocketAddress inet
        && inet.getAddress() != null
        && contains(inet.getAddress());
  }

  private static final class Network {
    private final byte[] base;
    private final int bits;

    Network(byte[] base, int bits) {
      this.base = base;
      this.bits = bits;
    }

    boolean contains(byte[] address) {
      if (address.length != base.length) return false;
      int whole = bits / 8;
      for (int i = 0; i < whole; i++) if (address[i] != base[i]) return false;
      int rest = bits % 8;
      return rest == 0 || ((address[whole] ^ base[whole]) & 0xff) >> (8 - rest) == 0;
    }
  }
}
