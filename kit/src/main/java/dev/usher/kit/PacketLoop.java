package dev.usher.kit;

import dev.usher.kit.transport.Arrival;
import dev.usher.kit.transport.NoRoomException;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.Route;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets datagrams in at one address, and sorts them: to the conversation with their peer, which
/// begins with its first packet.
final class PacketLoop<M> implements Intake {
  private final PacketPipe pipe;
  private final Roster roster;
  private final Counters counters;
  private final PacketServer<M> server;
  private final Handler<M> handler;
  private final Peers<PacketConversation<M>> peers;
  private volatile boolean stopped;

  PacketLoop(
      PacketPipe pipe,
      Roster roster,
      Counters counters,
      PacketServer<M> server,
      Handler<M> handler) {
    this.pipe = pipe;
    this.roster = roster;
    this.counters = counters;
    this.server = server;
    this.handler = handler;
    peers = new Peers<>(server.setup.limits.peers());
  }

  @Override
  public void run() {
    receiveAll(pipe, roster, counters, this::packet);
  }

  /// Receives until the pipe is closed, whatever fails in between.
  static void receiveAll(
      PacketPipe pipe, Roster roster, Counters counters, PacketPipe.Receiver receiver) {
    PacketPipe.Receiver contained = new Contained(pipe, counters, receiver);
    while (true) {
      try {
        roster.awaitResumed();
        if (!pipe.receive(contained)) return;
      } catch (Throwable e) {
        counters.tell(new ServerEvent.Troubled(pipe.address(), e));
        roster.pause(Duration.ofMillis(100));
      }
    }
  }

  /// Keeps one peer's trouble from the others: the predicate's own failure, no memory for a thread,
  /// a reply that cannot leave.
  private record Contained(PacketPipe pipe, Counters counters, PacketPipe.Receiver receiver)
      implements PacketPipe.Receiver {
    @Override
    public void packet(Arrival packet) {
      long overflowed = packet.overflowed();
      if (overflowed > 0) counters.tell(new ServerEvent.Overflowed(pipe.address(), overflowed));
      try {
        receiver.packet(packet);
      } catch (Throwable e) {
        counters.tell(new ServerEvent.Failed(packet.route().peer(), e));
      }
    }

    @Override
    public void unsent(Route way, IOException cause) {
      boolean usual = cause instanceof NoRoomException || cause instanceof PortUnreachableException;
      if (usual) counters.dropped(way.peer(), Drop.UNDELIVERED);
      else counters.tell(new ServerEvent.Failed(way.peer(), cause));
    }
  }

  private void packet(Arrival packet) {
    if (packet.cut()) {
      counters.dropped(packet.route().peer(), Drop.TOO_LONG);
      return;
    }
    if (!server.setup.withinRate.test(packet.route().peer())) {
      counters.dropped(packet.route().peer(), Drop.OVER_RATE);
      return;
    }
    if (!packet.route().leadsBack()) {
      counters.dropped(packet.route().peer(), Drop.UNNAMED);
      return;
    }
    byte[] bytes = new byte[packet.bytes().remaining()];
    packet.bytes().get(bytes);
    deliver(packet.route(), bytes);
  }

  private void deliver(Route way, byte[] packet) {
    Drop why = stopped ? Drop.DRAINING : sort(way, packet);
    if (why != null) counters.dropped(way.peer(), why);
  }

  /// Synchronized, because a peer whose handler has just returned may begin anew from there.
  private synchronized @Nullable Drop sort(Route way, byte[] packet) {
    while (true) {
      PacketConversation<M> conversation = peers.find(way);
      if (conversation == null) {
        if (!server.setup.admits.test(way.peer())) return Drop.NOT_ADMITTED;
        Roster.Permit permit = roster.tryPermit();
        if (permit == null) return Drop.NO_PLACE;
        return welcome(way, packet, permit) ? null : Drop.DRAINING;
      }
      if (conversation.deliver(packet)) return null;
      peers.remove(way, conversation);
    }
  }

  /// A conversation is over. What its handler has left in the inbox begins the next one with this
  /// peer, unless the peer had to go.
  private void left(PacketConversation<M> gone, List<byte[]> unread) {
    synchronized (this) {
      peers.remove(gone.route(), gone);
    }
    for (byte[] packet : unread) {
      if (gone.wireIsGone() || !gone.received()) counters.dropped(gone.peer(), Drop.UNREAD);
      else deliver(gone.route(), packet);
    }
  }

  /// Begins a conversation with its first packet; false when the server was closed meanwhile.
  private boolean welcome(Route way, byte[] packet, Roster.Permit permit) {
    boolean seated = false;
    try {
      PacketConversation<M> conversation = conversation(way);
      var guest =
          new Session.Guest(conversation, () -> handler.handle((Connection<M>) conversation));
      Session session = new Session(permit, counters, () -> guest);
      Thread thread = server.setup.wire.thread("usher " + way.peer(), session);
      seated = permit.seat(session);
      if (!seated) return false;
      conversation.deliver(packet);
      thread.start();
      PacketConversation<M> eldest = peers.add(way, conversation);
      if (eldest != null) eldest.cut(new Ended.Evicted());
      return true;
    } catch (Throwable e) {
      seated = false;
      throw e;
    } finally {
      if (!seated) permit.close();
    }
  }

  private PacketConversation<M> conversation(Route way) {
    return new PacketConversation<>(
        pipe,
        way,
        server.framing,
        server.setup.limits,
        server.setup.deadlines,
        server.setup.wire,
        counters,
        this::left);
  }

  @Override
  public SocketAddress address() {
    return pipe.address();
  }

  /// The socket stays open, because the last replies leave through it.
  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public void release() {
    pipe.close();
  }
}
