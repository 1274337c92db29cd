package dev.usher.kit;

import dev.usher.kit.transport.PacketPipe;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// A server for datagrams: each peer a conversation, or each packet for itself.
///
/// @param <M> what a message is
public final class PacketServer<M> extends Server<PacketServer<M>> {
  final PacketFraming<M> framing;

  PacketServer(Setup setup, PacketFraming<M> framing) {
    super(setup);
    this.framing = framing;
  }

  /// The same with packets read in another way.
  public <N> PacketServer<N> framing(PacketFraming<N> framing) {
    return new PacketServer<>(setup, framing);
  }

  /// Binds every address and holds a conversation with each peer: it begins with a peer's first
  /// packet and is forgotten when the handler returns.
  ///
  /// @throws java.net.BindException when an address is taken or not of this machine; the text names
  ///   it
  /// @throws IOException when it cannot bind for another reason
  public Running start(Handler<M> handler) throws IOException {
    // Evicted peers may still hold their handlers: room for as many again, and then nobody else.
    int peers = setup.limits.peers() * setup.addresses.size();
    Roster roster = new Roster(2 * peers, Integer.MAX_VALUE);
    Counters counters = new Counters(setup.events);
    return run(roster, counters, p -> new PacketLoop<>(p, roster, counters, this, handler));
  }

  /// Binds every address and answers each packet for itself; the framing gives only the limit.
  ///
  /// @throws java.net.BindException when an address is taken or not of this machine; the text names
  ///   it
  /// @throws IOException when it cannot bind for another reason
  public Running answer(DatagramHandler handler) throws IOException {
    Roster roster = new Roster(1, 1);
    Counters counters = new Counters(setup.events);
    return run(roster, counters, p -> new AnswerLoop(p, roster, counters, this, handler));
  }

  private Running run(Roster roster, Counters counters, Function<PacketPipe, Intake> intake)
      throws IOException {
    List<PacketPipe> pipes =
        setup.openAll(at -> setup.wire.bind(at, setup.sockets, framing.limit()), PacketPipe::close);
    List<Intake> intakes = pipes.stream().map(intake).toList();
    return new RunningServer(intakes, roster, counters, setup.wire);
  }

  @Override
  PacketServer<M> copy(Setup setup) {
    return new PacketServer<>(setup, framing);
  }
}
