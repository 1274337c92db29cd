package dev.usher.kit.memory;

import java.util.function.Supplier;

/// One direction between two sockets, and what the seed has in store for it. Decisions follow from
/// seed, name and number alone, so that neither time nor threads can change them.
final class Link {
  private final String name;
  private final long seed;
  private final Supplier<Faults> faults;

  Link(String name, long seed, Supplier<Faults> faults) {
    this.name = name;
    long hash = seed;
    for (int i = 0; i < name.length(); i++) hash = mix(hash ^ name.charAt(i));
    this.seed = hash;
    this.faults = faults;
  }

  /// What is decided about a packet; each decision is independent of the others.
  enum About {
    LOSS(1),
    DUPLICATION(2),
    REORDERING(3),
    JITTER(4);

    private final long salt;

    About(long salt) {
      this.salt = salt;
    }
  }

  Faults faults() {
    return faults.get();
  }

  /// The first offset after `from`, and at most `to`, at which a read ends.
  long cut(long from, long to) {
    int oneIn = faults().cutOneIn();
    if (oneIn == 0) return to;
    long at = from + 1;
    while (at < to && Long.remainderUnsigned(mix(seed + at), oneIn) != 0) at++;
    return Math.min(at, to);
  }

  /// Whether something with this chance happens to a packet.
  boolean happens(About what, long packet, double chance) {
    return fraction(what, packet) < chance;
  }

  /// A number from 0, and below 1, for a packet.
  double fraction(About what, long packet) {
    return (mix(mix(seed + packet) + what.salt) >>> 11) * 0x1p-53;
  }

  /// Scatters the bits of a number: what SplitMix64 does to its counter.
  private static long mix(long bits) {
    bits += 0x9e3779b97f4a7c15L;
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }

  @Override
  public String toString() {
    return name;
  }
}
