package dev.usher.kit.linux;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.nio.UnixFile;
import dev.usher.kit.transport.NoRoomException;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.Route;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A datagram socket, of UDP or a Unix one, that receives in batches, and sends the replies to a
/// batch together, each from the address that was asked.
final class LinuxPackets implements PacketPipe {
  private static final int SERVED = 64; // packets in a batch of a server's
  private static final int TALKED = 4; // and of a client's
  private static final int REPLIES = 128 * 1024; // bytes

  private final Descriptor descriptor;
  private final SocketAddress address;
  private final @Nullable UnixFile file;
  private final boolean connected;
  private final Incoming incoming;
  private final Outgoing replies;
  private final Outgoing singly;
  private final ReentrantLock sending = new ReentrantLock();
  private final MemorySegment state;
  private final Room room;
  private @Nullable Thread receiving;
  private @Nullable Receiver receiver;

  private LinuxPackets(
      int fd,
      int family,
      @Nullable UnixFile file,
      SocketSettings settings,
      int largest,
      boolean connected,
      Arena arena)
      throws IOException {
    this.file = file;
    this.connected = connected;
    state = Foreign.state(arena);
    address = Sockets.name(fd, family);
    boolean wildcard =
        address instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress();
    incoming = new Incoming(connected ? TALKED : SERVED, largest, family, wildcard, arena);
    replies =
        new Outgoing(
            connected ? 1 : SERVED,
            Math.max(largest, connected ? 0 : REPLIES),
            family,
            connected,
            arena);
    singly = new Outgoing(1, largest, family, connected, arena);
    descriptor = new Descriptor(fd, () -> release(fd, arena));
    room = new Room(descriptor);
    Sockets.set(fd, Libc.SOL_SOCKET, Libc.SO_RXQ_OVFL, 1);
    if (settings.timestamps()) Sockets.set(fd, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS, 1);
    if (wildcard) Sockets.set(fd, Libc.IPPROTO_IP, Libc.IP_PKTINFO, 1);
    if (wildcard && family == Libc.AF_INET6) {
      Sockets.set(fd, Libc.IPPROTO_IPV6, Libc.IPV6_RECVPKTINFO, 1);
    }
  }

  static LinuxPackets bound(SocketAddress at, SocketSettings settings, int largest)
      throws IOException {
    return open(at, settings, largest, false);
  }

  static LinuxPackets connected(SocketAddress peer, SocketSettings settings, int largest)
      throws IOException {
    return open(peer, settings, largest, true);
  }

  private static LinuxPackets open(
      SocketAddress at, SocketSettings settings, int largest, boolean connect) throws IOException {
    int family = Sockets.family(at, !connect);
    int fd = Sockets.open(family, Libc.SOCK_DGRAM);
    Arena arena = Arena.ofShared();
    UnixFile file = null;
    try {
      Sockets.buffers(fd, settings);
      if (at instanceof UnixDomainSocketAddress unix && !connect) file = UnixSockets.bind(fd, unix);
      else if (family == Libc.AF_UNIX) UnixSockets.connect(fd, at);
      else if (connect) Sockets.connect(fd, family, at);
      else bind(fd, family, at, settings);
      return new LinuxPackets(fd, family, file, settings, largest, connect, arena);
    } catch (Throwable e) {
      if (file != null) file.remove();
      Sockets.close(fd);
      arena.close();
      throw e;
    }
  }

  private static void bind(int fd, int family, SocketAddress at, SocketSettings settings)
      throws IOException {
    if (settings.reusePort()) Sockets.set(fd, Libc.SOL_SOCKET, Libc.SO_REUSEPORT, 1);
    Sockets.bind(fd, family, at);
  }

  private static void release(int fd, Arena arena) {
    Sockets.close(fd);
    arena.close();
  }

  @Override
  public boolean receive(Receiver receiver) throws IOException {
    if (!descriptor.enter()) return false;
    try {
      int count = incoming.receive(descriptor.number, state);
      if (descriptor.isClosed()) return false; // woken; what came is an empty packet from nobody
      if (count == -Errno.EINTR) return true;
      Errno.check(count, "receiving");
      hand(count, receiver);
      return true;
    } finally {
      descriptor.leave();
    }
  }

  private void hand(int count, Receiver receiver) {
    this.receiver = receiver;
    receiving = Thread.currentThread();
    try {
      for (int i = 0; i < count; i++) {
        receiver.packet(incoming.show(i));
        incoming.taken(i);
      }
    } finally {
      receiving = null;
      if (!replies.isEmpty()) replies.flush(descriptor.number, receiver::unsent);
    }
  }

  /// A reply to a packet of the batch waits until its end. Anything else leaves at once; the call
  /// that sends it may hold up its carrier for the moment that a full send buffer takes to drain.
  @Override
  public void send(ByteBuffer packet, Route way) throws IOException {
    if (!way.leadsBack()) throw new SocketException("A Unix socket without a name is not answered");
    Receiver batch = receiver;
    if (batch != null && Thread.currentThread().equals(receiving)) {
      if (replies.add(packet, way)) return;
      replies.flush(descriptor.number, batch::unsent);
      if (replies.add(packet, way)) return;
    }
    if (!descriptor.enter()) throw new SocketException("Socket closed");
    sending.lock();
    try {
      if (!singly.add(packet, way)) throw new SocketException("Message too long");
      IOException[] failure = new IOException[1];
      singly.flush(descriptor.number, (_, cause) -> failure[0] = cause);
      if (failure[0] != null) throw failure[0];
    } finally {
      sending.unlock();
      descriptor.leave();
    }
  }

  @Override
  public boolean awaitRoom(Duration atMost) throws IOException {
    if (!connected) throw new NoRoomException();
    return room.await(atMost);
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  /// Shutting down wakes the receiver, also of a socket that is not connected, and who waits for
  /// room.
  @Override
  public void close() {
    if (file != null && !descriptor.isClosed()) file.remove();
    Sockets.closeAndWake(descriptor);
  }
}
