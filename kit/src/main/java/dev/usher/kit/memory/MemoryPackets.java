package dev.usher.kit.memory;

import dev.usher.kit.transport.Arrival;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A datagram socket: a bounded queue of packets, and a [PacketLink] to each address it sends to.
final class MemoryPackets implements PacketPipe {
  /// What a packet costs beside its bytes, so that empty ones do not come for nothing.
  private static final int OVERHEAD = 256;

  private final SocketAddress address;
  private final @Nullable SocketAddress peer;
  private final int largest;
  private final int room;
  private final MemoryWire wire;
  private final Gate gate;
  private final ArrayDeque<Packet> queue = new ArrayDeque<>();
  private final ConcurrentHashMap<SocketAddress, PacketLink> links = new ConcurrentHashMap<>();
  private int queued; // bytes, with overhead
  private boolean unreachable;
  private boolean closed;

  private record Packet(SocketAddress from, ByteBuffer content) {
    int cost() {
      return content.capacity() + OVERHEAD;
    }
  }

  /// @param peer the only one it talks with, if it is connected
  /// @param room bytes that may wait to be received
  MemoryPackets(
      SocketAddress address, @Nullable SocketAddress peer, int largest, int room, MemoryWire wire) {
    this.address = address;
    this.peer = peer;
    this.largest = largest;
    this.room = room;
    this.wire = wire;
    gate = new Gate(wire.timers());
  }

  @Override
  public void send(ByteBuffer packet, Route way) throws IOException {
    if (isClosed()) throw new SocketException("Socket closed");
    if (isIp(way.peer()) != isIp(address)) {
      throw new SocketException("not reached from " + address + ": " + way.peer());
    }
    byte[] bytes = new byte[packet.remaining()];
    packet.get(bytes);
    links.computeIfAbsent(way.peer(), wire.linkFrom(this)).carry(bytes);
  }

  private static boolean isIp(SocketAddress address) {
    return address instanceof InetSocketAddress;
  }

  /// A packet arrives, if this socket wants it and has room.
  void arrive(SocketAddress from, byte[] bytes) {
    if (peer != null && !peer.equals(from)) return;
    Packet packet = new Packet(from, ByteBuffer.wrap(bytes));
    gate.change(() -> {
      if (closed || queued + packet.cost() > room) return;
      queue.add(packet);
      queued += packet.cost();
    });
  }

  /// There was nobody where a packet of ours went. The system tells connected sockets only.
  void unreachable() {
    if (peer != null) gate.change(() -> unreachable = true);
  }

  @Override
  public boolean receive(Receiver receiver) throws IOException {
    Packet packet = next();
    if (packet == null) return false;
    ByteBuffer content = packet.content();
    boolean cut = content.remaining() > largest;
    if (cut) content.limit(largest);
    receiver.packet(new Arrival.Plain(new Route(packet.from(), null), content, cut));
    return true;
  }

  private @Nullable Packet next() throws IOException {
    return gate.locked(() -> {
      gate.await("receiving", () -> closed || unreachable || !queue.isEmpty());
      if (closed) return null;
      if (unreachable) {
        unreachable = false;
        throw new PortUnreachableException("nobody receives at " + peer);
      }
      Packet packet = queue.remove();
      queued -= packet.cost();
      return packet;
    });
  }

  private boolean isClosed() {
    return gate.locked(() -> closed);
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    wire.release(this);
    gate.change(() -> closed = true);
  }
}
