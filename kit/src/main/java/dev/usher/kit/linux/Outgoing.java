package dev.usher.kit.linux;

import dev.usher.kit.transport.Route;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Packets that leave together. For one thread at a time.
final class Outgoing {
  private final MessageBatch batch;
  private final MemorySegment room;
  private final MemorySegment state;
  private final int family;
  private final int flags;
  private final boolean connected;
  private final Route[] ways;
  private int count;
  private long used;

  /// @param most how many may wait
  /// @param room bytes for them; the longest packet must fit
  /// @param connected whether the socket knows where everything goes
  Outgoing(int most, long room, int family, boolean connected, Arena arena) {
    batch = new MessageBatch(most, SocketName.longest(family), arena);
    this.room = arena.allocate(room, 64);
    state = Foreign.state(arena);
    this.family = family;
    flags = family == Libc.AF_UNIX ? Libc.MSG_DONTWAIT : 0; // for a receiver that has no room
    this.connected = connected;
    ways = new Route[most];
  }

  /// Takes a packet, unless there is no room; bytes from position to limit.
  boolean add(ByteBuffer packet, Route way) throws IOException {
    int length = packet.remaining();
    if (count == batch.size || room.byteSize() - used < length) return false;
    int i = count;
    batch.nameLength(i, connected ? 0 : SocketName.write(way.peer(), family, batch.name(i)));
    batch.controlLength(
        i,
        way.local() == null
            ? 0
            : ControlMessages.writeLocal(way.local(), family, batch.control(i)));
    MemorySegment bytes = room.asSlice(used, length);
    bytes.copyFrom(MemorySegment.ofBuffer(packet));
    batch.vector(i, bytes, length);
    ways[i] = way;
    used += length;
    count++;
    return true;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// Sends everything; what fails does not hold up what follows.
  void flush(int fd, Unsent unsent) {
    for (int sent = 0; sent < count; ) {
      int result = Libc.sendmmsg(state, fd, batch.from(sent), count - sent, flags);
      if (result >= 0) {
        sent += result;
      } else if (result != -Errno.EINTR) {
        unsent.tell(ways[sent++], failure(result));
      }
    }
    count = 0;
    used = 0;
  }

  /// A Unix socket that has shut down its side is about to close: as good as gone.
  private static IOException failure(int error) {
    return Errno.exception(error == -Errno.EPIPE ? -Errno.ECONNREFUSED : error, "sending");
  }

  /// Is told what could not be sent.
  @FunctionalInterface
  interface Unsent {
    void tell(Route way, IOException cause);
  }
}
