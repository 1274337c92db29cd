package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.usher.kit.transport.Arrival;
import dev.usher.kit.transport.Route;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;

/// The packets of one batch, shown one after the other as the [Arrival] that this is. For one
/// thread.
final class Incoming implements Arrival {
  /// How much memory packets may take: few long ones or many short ones.
  private static final int ROOM = 1024 * 1024;

  private static final int MOST = 64;
  private static final long NANOS = 1_000_000_000L;

  private final MessageBatch batch;
  private final ByteBuffer[] buffers;
  private final Routes routes = new Routes();
  private final int family;
  private final boolean manyAddresses;
  private int current;
  private int overflows; // as the system counts them, since the socket was opened
  private int overflowed;
  private Route route = new Route(new java.net.InetSocketAddress(0), null);

  /// @param manyAddresses whether the socket has several, and is told which was meant
  Incoming(int most, int largest, int family, boolean manyAddresses, Arena arena) {
    this.family = family;
    this.manyAddresses = manyAddresses;
    int count = Math.clamp(ROOM / Math.max(1, largest), 1, Math.min(most, MOST));
    batch = new MessageBatch(count, SocketName.longest(family), arena);
    buffers = new ByteBuffer[count];
    for (int i = 0; i < count; i++) {
      MemorySegment bytes = arena.allocate(Math.max(1, largest), 64);
      batch.vector(i, bytes.asSlice(0, largest));
      buffers[i] = bytes.asByteBuffer();
      clean(i);
    }
  }

  /// Beside a datagram of a Unix socket descriptors may come, which would be ours to close: where
  /// there is no room for them, the system does.
  private void clean(int i) {
    batch.name(i).fill((byte) 0);
    batch.nameLength(i, SocketName.longest(family));
    batch.controlLength(i, family == Libc.AF_UNIX ? 0 : MessageBatch.CONTROL);
  }

  /// Waits for packets.
  ///
  /// @return how many have come, or an error number, negated
  int receive(int fd, MemorySegment state) {
    return Libc.recvmmsg(state, fd, batch.from(0), batch.size);
  }

  /// Shows a packet of the batch.
  Incoming show(int i) {
    current = i;
    InetAddress local =
        manyAddresses ? ControlMessages.local(batch.control(i), batch.controlLength(i)) : null;
    route =
        family == Libc.AF_UNIX
            ? new Route(UnixSocketName.read(batch.name(i), batch.nameLength(i)), null)
            : routes.of(batch.name(i), local);
    buffers[i].position(0).limit(batch.transferred(i));
    int at = find(Libc.SO_RXQ_OVFL);
    overflowed = 0;
    if (at >= 0) {
      int now = batch.control(i).get(JAVA_INT, at);
      overflowed = now - overflows;
      overflows = now;
    }
    return this;
  }

  /// Makes a packet's place ready for another.
  void taken(int i) {
    clean(i);
  }

  private int find(int type) {
    return ControlMessages.find(
        batch.control(current), batch.controlLength(current), Libc.SOL_SOCKET, type);
  }

  @Override
  public Route route() {
    return route;
  }

  @Override
  public ByteBuffer bytes() {
    return buffers[current];
  }

  @Override
  public boolean cut() {
    return (batch.flags(current) & Libc.MSG_TRUNC) != 0;
  }

  @Override
  public long age() {
    int at = find(Libc.SO_TIMESTAMPNS);
    if (at < 0) return 0;
    MemorySegment control = batch.control(current);
    Instant now = Instant.now();
    long seconds = now.getEpochSecond() - control.get(JAVA_LONG, at);
    return Math.max(0, seconds * NANOS + now.getNano() - control.get(JAVA_LONG, at + 8));
  }

  @Override
  public long overflowed() {
    return overflowed;
  }
}
