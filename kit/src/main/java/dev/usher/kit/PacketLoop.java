package dev.usher.kit;

import dev.usher.kit.transport.PacketPipe;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
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
    PacketPipe.Receiver contained =
        (from, bytes, cut) -> {
          try {
            receiver.packet(from, bytes, cut);
          } catch (Throwable e) {
            // The predicate's own failure, or no memory for a thread: one peer's trouble, not the
            // server's.
            counters.tell(new ServerEvent.Failed(from, e));
          }
        };
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

  private void packet(SocketAddress from, ByteBuffer bytes, boolean cut) {
    if (cut) {
      counters.dropped(from, Drop.TOO_LONG);
      return;
    }
    if (!server.setup.withinRate.test(from)) {
      counters.dropped(from, Drop.OVER_RATE);
      return;
    }
    byte[] packet = new byte[bytes.remaining()];
    bytes.get(packet);
    deliver(from, packet);
  }

  private void deliver(SocketAddress from, byte[] packet) {
    Drop why = stopped ? Drop.DRAINING : sort(from, packet);
    if (why != null) counters.dropped(from, why);
  }

  /// Synchronized, because a peer whose handler has just returned may begin anew from there.
  private synchronized @Nullable Drop sort(SocketAddress from, byte[] packet) {
    while (true) {
      PacketConversation<M> conversation = peers.find(from);
      if (conversation == null) {
        if (!server.setup.admits.test(from)) return Drop.NOT_ADMITTED;
        Roster.Permit permit = roster.tryPermit();
        if (permit == null) return Drop.NO_PLACE;
        return welcome(from, packet, permit) ? null : Drop.DRAINING;
      }
      if (conversation.deliver(packet)) return null;
      peers.remove(from, conversation);
    }
  }

  /// A conversation is over. What its handler has left in the inbox begins the next one with this
  /// peer, unless the peer had to go.
  private void left(PacketConversation<M> gone, List<byte[]> unread) {
    synchronized (this) {
      peers.remove(gone.peer(), gone);
    }
    for (byte[] packet : unread) {
      if (gone.wireIsGone() || !gone.received()) counters.dropped(gone.peer(), Drop.UNREAD);
      else deliver(gone.peer(), packet);
    }
  }

  /// Begins a conversation with its first packet; false when the server was closed meanwhile.
  private boolean welcome(SocketAddress peer, byte[] packet, Roster.Permit permit) {
    boolean seated = false;
    try {
      PacketConversation<M> conversation = conversation(peer);
      var guest =
          new Session.Guest(conversation, () -> handler.handle((Connection<M>) conversation));
      Session session = new Session(permit, counters, () -> guest);
      Thread thread = server.setup.wire.thread("usher " + peer, session);
      seated = permit.seat(session);
      if (!seated) return false;
      conversation.deliver(packet);
      thread.start();
      PacketConversation<M> eldest = peers.add(peer, conversation);
      if (eldest != null) eldest.cut(new Ended.Evicted());
      return true;
    } catch (Throwable e) {
      seated = false;
      throw e;
    } finally {
      if (!seated) permit.close();
    }
  }

  private PacketConversation<M> conversation(SocketAddress peer) {
    return new PacketConversation<>(
        pipe,
        peer,
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
