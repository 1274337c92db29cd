package dev.usher.kit;

import dev.usher.kit.transport.PacketPipe;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
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
    while (true) {
      try {
        roster.awaitResumed();
        if (!pipe.receive(receiver)) return;
      } catch (IOException e) {
        counters.tell(new ServerEvent.Troubled(pipe.address(), e));
        roster.pause(Duration.ofMillis(100));
      }
    }
  }

  private void packet(SocketAddress from, ByteBuffer bytes, boolean cut) {
    try {
      Drop why = stopped ? Drop.DRAINING : cut ? Drop.TOO_LONG : deliver(from, bytes);
      if (why != null) counters.dropped(from, why);
    } catch (Throwable e) {
      // The predicate's own failure, or no memory for a thread: one peer's trouble, not the
      // server's.
      counters.tell(new ServerEvent.Failed(from, e));
    }
  }

  private @Nullable Drop deliver(SocketAddress from, ByteBuffer bytes) {
    PacketConversation<M> conversation = peers.find(from);
    if (conversation == null) {
      if (!server.setup.admits.test(from)) return Drop.NOT_ADMITTED;
      Roster.Permit permit = roster.tryPermit();
      if (permit == null) return Drop.NO_PLACE;
      conversation = welcome(from, permit);
      if (conversation == null) return Drop.DRAINING;
    }
    byte[] packet = new byte[bytes.remaining()];
    bytes.get(packet);
    conversation.deliver(packet);
    return null;
  }

  private @Nullable PacketConversation<M> welcome(SocketAddress peer, Roster.Permit permit) {
    boolean seated = false;
    try {
      PacketConversation<M> conversation = conversation(peer);
      var guest =
          new Session.Guest(conversation, () -> handler.handle((Connection<M>) conversation));
      Session session = new Session(permit, counters, () -> guest);
      Thread thread = server.setup.wire.thread("usher " + peer, session);
      seated = permit.seat(session);
      if (!seated) return null;
      PacketConversation<M> eldest = peers.add(peer, conversation);
      if (eldest != null) eldest.cut(new Ended.Evicted());
      thread.start();
      return conversation;
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
        gone -> peers.remove(peer, gone));
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
