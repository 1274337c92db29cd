package dev.usher.kit;

import dev.usher.kit.transport.Arrival;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.Route;
import java.io.IOException;
import java.net.SocketAddress;

/// A client for datagrams.
///
/// @param <M> what a message is
public final class PacketClient<M> extends Client<PacketClient<M>> {
  private final PacketFraming<M> framing;

  PacketClient(Setup setup, PacketFraming<M> framing) {
    super(setup);
    this.framing = framing;
  }

  /// The same with packets read in another way.
  public <N> PacketClient<N> framing(PacketFraming<N> framing) {
    return new PacketClient<>(setup, framing);
  }

  /// Opens a socket that talks with this peer only. Nothing is sent yet, so that nobody can tell
  /// whether the peer is there; where the system reports that it is not, receiving fails with
  /// [Ended.Lost]. Only a Unix socket must be there already. Close the connection when you are
  /// done.
  ///
  /// @throws java.net.UnknownHostException when the host's name has no address
  /// @throws IOException when no socket can be opened
  public Connection<M> connect() throws IOException {
    var peer = Setup.resolved(setup.addresses.getFirst());
    PacketPipe pipe = open(peer);
    var counters = new Counters(ServerEvents.none());
    var conversation =
        new PacketConversation<>(
            pipe,
            new Route(peer, null),
            framing,
            setup.limits,
            setup.deadlines,
            setup.wire,
            counters,
            (_, _) -> pipe.close());
    try {
      Thread intake = setup.wire.intake("usher to " + peer, () -> receiveAll(pipe, conversation));
      intake.setDaemon(true);
      intake.start();
      return conversation;
    } catch (Throwable e) { // the system has no thread for us
      conversation.close();
      throw e;
    }
  }

  /// Where nobody is at a port, the system may give us this very port, and we would be our own
  /// peer.
  private PacketPipe open(SocketAddress peer) throws IOException {
    PacketPipe pipe = setup.wire.bindTo(peer, setup.sockets, framing.limit());
    if (!pipe.address().equals(peer)) return pipe;
    try (pipe) { // until the other has a port
      return setup.wire.bindTo(peer, setup.sockets, framing.limit());
    }
  }

  private static void receiveAll(PacketPipe pipe, PacketConversation<?> conversation) {
    try {
      while (pipe.receive(packet -> take(conversation, packet))) {}
    } catch (IOException e) {
      conversation.lost(e);
    } catch (RuntimeException | Error e) { // without memory, say: nobody receives any more
      conversation.cut(new Ended.Failed(e));
    }
  }

  private static void take(PacketConversation<?> conversation, Arrival packet) {
    if (packet.cut()) return; // longer than our own limit: as if it had not come
    byte[] bytes = new byte[packet.bytes().remaining()];
    packet.bytes().get(bytes);
    conversation.deliver(bytes);
  }

  @Override
  PacketClient<M> copy(Setup setup) {
    return new PacketClient<>(setup, framing);
  }
}
