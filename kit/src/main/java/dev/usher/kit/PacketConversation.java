package dev.usher.kit;

import dev.usher.kit.Ended.Activity;
import dev.usher.kit.transport.NoRoomException;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.Route;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A conversation with one datagram peer: the receive loop fills a bounded inbox, the handler
/// empties it.
final class PacketConversation<M> extends Conversation<M> {
  private final PacketPipe pipe;
  private final Route route;
  private final PacketFraming<M> framing;
  private final int room;
  private final Counters counters;
  private final BiConsumer<PacketConversation<M>, List<byte[]>> leave;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<byte[]> inbox = new ArrayDeque<>(2);
  private boolean woken;
  private boolean taken; // a packet was received
  private boolean over; // nobody will look into the inbox again

  /// @param leave told once, when the conversation is over, what nobody has received
  PacketConversation(
      PacketPipe pipe,
      Route route,
      PacketFraming<M> framing,
      Limits limits,
      Deadlines deadlines,
      Wire wire,
      Counters counters,
      BiConsumer<PacketConversation<M>, List<byte[]>> leave) {
    super(route.peer(), local(route, pipe), deadlines, wire);
    this.pipe = pipe;
    this.route = route;
    this.framing = framing;
    this.room = limits.inbox();
    this.counters = counters;
    this.leave = leave;
  }

  /// At which address of this machine a route ends.
  static SocketAddress local(Route route, PacketPipe pipe) {
    SocketAddress bound = pipe.address();
    return route.local() != null && bound instanceof InetSocketAddress inet
        ? new InetSocketAddress(route.local(), inet.getPort())
        : bound;
  }

  Route route() {
    return route;
  }

  /// Puts a packet into the inbox, or drops it when that is full; false when the conversation is
  /// over.
  boolean deliver(byte[] packet) {
    lock.lock();
    try {
      if (over) return false;
      if (inbox.size() < room) {
        inbox.add(packet);
        arrived.signal();
        return true;
      }
    } finally {
      lock.unlock();
    }
    counters.dropped(peer(), Drop.INBOX_FULL);
    return true;
  }

  @Override
  @Nullable M next() {
    for (byte[] packet; (packet = poll()) != null; ) {
      try {
        return framing.read(packet);
      } catch (FramingException _) {
        counters.dropped(peer(), Drop.MALFORMED);
      }
    }
    return null;
  }

  private byte @Nullable [] poll() {
    lock.lock();
    try {
      taken |= !inbox.isEmpty();
      return inbox.poll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  void await() {
    if (!waits(true)) return;
    watch.readBegins(deadlines.idle().toNanos());
    boolean inTime;
    lock.lock();
    try {
      while (inbox.isEmpty() && !woken) arrived.await();
      woken = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lost((IOException) new InterruptedIOException("interrupted while receiving").initCause(e));
    } finally {
      lock.unlock();
      inTime = watch.readEnds();
      waited();
    }
    Ended woken = wokenBy();
    if (!inTime) endInput(new Ended.Idle(deadlines.idle()));
    else if (woken != null) endInput(woken);
  }

  @Override
  void wakeReceiver() {
    lock.lock();
    try {
      woken = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /// A server waits for no peer, and UDP for none: what a receiver has no room for is lost then.
  @Override
  public void send(M message) {
    byte[] packet = packet(message);
    try {
      while (!leaves(packet)) {
        if (!pipe.awaitRoom(deadlines.write())) cut(new Ended.TooSlow(Activity.SENDING));
      }
    } catch (NoRoomException _) {
      counters.dropped(peer(), Drop.UNDELIVERED);
    } catch (InterruptedIOException e) {
      throw new EndedException(new Ended.Lost(e)); // for this sender, but not for others
    } catch (IOException e) {
      lost(e);
      checkWire();
    }
  }

  @Override
  public boolean offer(M message) {
    if (wireIsGone() || isClosing()) return false;
    try {
      return leaves(packet(message));
    } catch (IOException e) {
      lost(e);
      return false;
    } catch (EndedException _) {
      return false;
    }
  }

  private byte[] packet(M message) {
    checkWire();
    byte[] packet = framing.write(message);
    Limits.outgoing(packet.length, framing.limit());
    return packet;
  }

  /// Whether the packet has left; if not, its receiver has no room.
  private boolean leaves(byte[] packet) throws IOException {
    checkWire();
    try {
      pipe.send(ByteBuffer.wrap(packet), route);
      return true;
    } catch (NoRoomException _) {
      return false;
    }
  }

  /// What the loop hands over after the last look is dropped: it listens to nobody any more.
  @Override
  boolean hasArrived() {
    return false;
  }

  @Override
  void breakWire() {}

  @Override
  void hangUp() {
    wakeReceiver();
    watch.stop();
    leave.accept(this, unread());
  }

  /// Whether the handler has received anything. If not, another one would not either.
  boolean received() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private List<byte[]> unread() {
    lock.lock();
    try {
      over = true;
      List<byte[]> unread = List.copyOf(inbox);
      inbox.clear();
      return unread;
    } finally {
      lock.unlock();
    }
  }

  @Override
  void checkFramed() {}

  @Override
  boolean sending() {
    return false;
  }
}
