package dev.usher.kit.linux;

import dev.usher.kit.transport.Route;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Packets that leave together, in trains. For one thread at a time.
final class Outgoing {
  private final MessageBatch batch;
  private final MemorySegment room;
  private final MemorySegment state;
  private final int family;
  private final int flags;
  private final boolean connected;
  private final Train[] trains;
  private boolean coupling; // whether a train may have several packets
  private int count; // trains
  private long used;

  /// @param most how many trains may wait
  /// @param room bytes for them; the longest packet must fit
  /// @param connected whether the socket knows where everything goes
  Outgoing(int most, long room, int family, boolean connected, Arena arena) {
    batch = new MessageBatch(most, SocketName.longest(family), arena);
    this.room = arena.allocate(room, 64);
    state = Foreign.state(arena);
    this.family = family;
    flags = family == Libc.AF_UNIX ? Libc.MSG_DONTWAIT : 0; // for a receiver that has no room
    this.connected = connected;
    coupling = family != Libc.AF_UNIX;
    trains = new Train[most];
    for (int i = 0; i < most; i++) trains[i] = new Train();
  }

  /// Takes a packet, unless there is no room; bytes from position to limit.
  boolean add(ByteBuffer packet, Route way) throws IOException {
    int length = packet.remaining();
    boolean joins = coupling && count > 0 && trains[count - 1].takes(length, way);
    if (room.byteSize() - used < length || (!joins && count == batch.size)) return false;
    room.asSlice(used, length).copyFrom(MemorySegment.ofBuffer(packet));
    if (joins) couple(count - 1);
    else begin(count, way, length);
    used += length;
    return true;
  }

  private void begin(int i, Route way, int length) throws IOException {
    batch.nameLength(i, connected ? 0 : SocketName.write(way.peer(), family, batch.name(i)));
    trains[i].begin(way, room.asSlice(used), length);
    loneControl(i);
    batch.vector(i, trains[i].whole());
    count++;
  }

  private void couple(int i) {
    Train train = trains[i];
    train.grow();
    batch.vector(i, train.whole());
    if (train.packets() > 2) return; // else its length is said already
    int said = batch.controlLength(i);
    batch.controlLength(
        i, said + ControlMessages.writeSegment(train.length(), batch.control(i).asSlice(said)));
  }

  /// What stands beside a packet that has no company.
  private void loneControl(int i) {
    var local = trains[i].way().local();
    batch.controlLength(
        i, local == null ? 0 : ControlMessages.writeLocal(local, family, batch.control(i)));
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// Sends everything; what fails does not hold up what follows.
  void flush(int fd, Unsent unsent) {
    for (int sent = 0; sent < count; ) {
      int result = send(fd, sent, count - sent);
      if (result >= 0) sent += result;
      else if (trains[sent].packets() > 1) uncouple(fd, sent++, unsent);
      else unsent.tell(trains[sent++].way(), failure(result));
    }
    count = 0;
    used = 0;
  }

  /// Sends packet by packet what the system does not take as a train: it is an old one, or lets
  /// this way's packets be cut by nobody. Whoever is to blame, no other train is tried then.
  private void uncouple(int fd, int i, Unsent unsent) {
    Train train = trains[i];
    loneControl(i);
    for (int each = 0; each < train.packets(); each++) {
      batch.vector(i, train.packet(each));
      int result = send(fd, i, 1);
      if (result < 0) unsent.tell(train.way(), failure(result));
      else coupling = false;
    }
  }

  private int send(int fd, int from, int trains) {
    int result;
    do result = Libc.sendmmsg(state, fd, batch.from(from), trains, flags);
    while (result == -Errno.EINTR);
    return result;
  }

  /// A Unix socket that has shut down its side is about to close, and one that is connected to
  /// another peer, or whose file we may not write to, lets nothing in: all as good as gone.
  private IOException failure(int error) {
    boolean gone =
        switch (-error) {
          case Errno.EPIPE, Errno.EPERM, Errno.EACCES -> family == Libc.AF_UNIX;
          default -> false;
        };
    return Errno.exception(gone ? -Errno.ECONNREFUSED : error, "sending");
  }

  /// Is told what could not be sent.
  @FunctionalInterface
  interface Unsent {
    void tell(Route way, IOException cause);
  }
}
