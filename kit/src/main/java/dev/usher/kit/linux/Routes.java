package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.usher.kit.transport.Route;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// The routes of those who were heard lately, so that not every packet makes objects anew. For one
/// thread; of fixed size.
final class Routes {
  private static final int SIZE = 256;

  private final @Nullable Entry[] entries = new Entry[SIZE];

  /// The 28 bytes of a socket name, and whose route they are.
  private record Entry(long first, long second, long third, int last, Route route) {
    boolean is(long first, long second, long third, int last, @Nullable InetAddress local) {
      return this.first == first
          && this.second == second
          && this.third == third
          && this.last == last
          && java.util.Objects.equals(route.local(), local);
    }
  }

  /// @param name of the sender; what is behind it is zero
  Route of(MemorySegment name, @Nullable InetAddress local) {
    long first = name.get(JAVA_LONG_UNALIGNED, 0);
    long second = name.get(JAVA_LONG_UNALIGNED, 8);
    long third = name.get(JAVA_LONG_UNALIGNED, 16);
    int last = name.get(JAVA_INT_UNALIGNED, 24);
    long mixed = (first ^ second ^ third) * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 56);
    Entry entry = entries[slot];
    if (entry != null && entry.is(first, second, third, last, local)) return entry.route();
    Route route = new Route(SocketName.readIp(name), local);
    entries[slot] = new Entry(first, second, third, last, route);
    return route;
  }
}
