package dev.usher.services;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Keeps each source to a [Rate]. A source is an IP address; and since whoever has one of IPv6 has
/// a whole /64 of them, that is held to [#NEIGHBOURS] times the rate altogether, which leaves room
/// for a house full of honest clients. Ports do not matter: they are for free.
///
/// It remembers some thousands of sources, in memory that is taken at the start; which it forgets,
/// see [RateSet]. Its hash has a secret key, so that nobody can choose addresses that push another
/// out. Safe for several threads; nothing is kept for a packet.
final class RateLimit implements Predicate<SocketAddress> {
  /// Of a /64 of IPv6, how many times the rate of one address.
  static final int NEIGHBOURS = 64;

  private static final int SETS = 1 << 10;
  private static final long NANOS = 1_000_000_000L;
  private static final long IPV4 = 0xff00_0000_0000_0004L; // multicast, so no source of IPv6
  private static final long PREFIX = 0xff00_0000_0000_0006L;
  private static final SecureRandom SECRETS = new SecureRandom();

  private final RateSet[] sets = new RateSet[SETS];
  private final long secret = SECRETS.nextLong();
  private final long salt = SECRETS.nextLong();
  private final long interval; // ns that one packet is worth
  private final long shared; // the same for a /64
  private final int burst;
  private final int leak;
  private final LongSupplier nanos;
  private final long start;

  /// @param nanos a counter that never goes back; only differences count
  RateLimit(Rate rate, LongSupplier nanos) {
    interval = Math.max(1, Math.round(NANOS / rate.perSecond()));
    shared = Math.max(1, interval / NEIGHBOURS);
    burst = rate.burst();
    leak = rate.leak();
    this.nanos = nanos;
    start = nanos.getAsLong();
    for (int i = 0; i < SETS; i++) sets[i] = new RateSet();
  }

  /// Whether this packet is to be answered. It counts as one of the source's, if so. Who has no IP
  /// address is not limited.
  @Override
  public boolean test(SocketAddress source) {
    return !(source instanceof InetSocketAddress inet)
        || within(inet.getAddress())
        || (leak > 0 && ThreadLocalRandom.current().nextInt(leak) == 0);
  }

  private boolean within(InetAddress address) {
    long now = nanos.getAsLong() - start;
    return switch (address) {
      case Inet4Address ip4 ->
          take(fingerprint(IPV4, word(ip4.getAddress(), 0, 4)), now, interval, burst);
      case Inet6Address ip6 -> {
        byte[] bytes = ip6.getAddress();
        long prefix = word(bytes, 0, 8);
        yield take(fingerprint(prefix, word(bytes, 8, 16)), now, interval, burst)
            && take(fingerprint(PREFIX, prefix), now, shared, (long) burst * NEIGHBOURS);
      }
      default -> true;
    };
  }

  private boolean take(long fingerprint, long now, long interval, long burst) {
    return sets[(int) (fingerprint >>> 54)].take(fingerprint, now, interval, interval * burst);
  }

  private static long word(byte[] bytes, int from, int to) {
    long word = 0;
    for (int i = from; i < to; i++) word = word << 8 | (bytes[i] & 0xff);
    return word;
  }

  private long fingerprint(long high, long low) {
    return mix(mix(mix(high ^ secret) ^ low) + salt);
  }

  /// Murmur's finalizer: each bit in moves half of those out.
  private static long mix(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
