package dev.usher.kit.linux;

import dev.usher.kit.transport.Route;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Packets of one length to one receiver, which lie one behind the other in memory and go through
/// the system as one: it cuts them on their way out (`UDP_SEGMENT`, since Linux 4.18).
final class Train {
  /// The longest packet in bytes that has company: one that passes every link of IPv6 whole (RFC
  /// 8200, section 5), since none of a train may be fragmented.
  private static final int LONGEST = 1280 - 40 - 8;

  private static final int PACKETS = 64; // as many as the system takes
  private static final int BYTES = 65_507; // as much as IPv4 has a length for

  private @Nullable Route way;
  private MemorySegment bytes = MemorySegment.NULL;
  private int length;
  private int packets;

  /// Begins anew with one packet.
  ///
  /// @param bytes it, and room for others
  void begin(Route way, MemorySegment bytes, int length) {
    this.way = way;
    this.bytes = bytes;
    this.length = length;
    packets = 1;
  }

  boolean takes(int another, Route to) {
    return another == length
        && length > 0
        && length <= LONGEST
        && packets < PACKETS
        && (packets + 1) * length <= BYTES
        && to.equals(way);
  }

  void grow() {
    packets++;
  }

  Route way() {
    return Objects.requireNonNull(way);
  }

  /// Bytes of each packet.
  int length() {
    return length;
  }

  int packets() {
    return packets;
  }

  MemorySegment packet(int i) {
    return bytes.asSlice((long) i * length, length);
  }

  MemorySegment whole() {
    return bytes.asSlice(0, (long) packets * length);
  }
}
