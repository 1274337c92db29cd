package dev.usher.kit;

import dev.usher.kit.transport.PacketPipe;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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

  /// Drops packets of sources that send too many ([Drop#OVER_RATE]), before they cost anything;
  /// replaces an earlier predicate. Other than [#admit] it is asked about each packet, in a
  /// conversation too. It runs on the receiving threads, of which each address has one, and must
  /// not block.
  public PacketServer<M> throttle(Predicate<SocketAddress> hears) {
    return copy(setup.with(s -> s.withinRate = hears));
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
    setup.tellFallback(counters, false);
    List<Intake> intakes = new ArrayList<>();
    for (PacketPipe pipe : pipes()) {
      intakes.add(new PacketLoop<>(pipe, roster, counters, this, handler));
    }
    return new RunningServer(intakes, roster, counters, setup.wire);
  }

  /// Binds every address and answers each packet for itself; the framing gives only the limit.
  ///
  /// @throws java.net.BindException when an address is taken or not of this machine; the text names
  ///   it
  /// @throws IOException when it cannot bind for another reason
  public Answering answer(DatagramHandler handler) throws IOException {
    Roster roster = new Roster(1, 1);
    Counters counters = new Counters(setup.events);
    setup.tellFallback(counters, false);
    List<PacketPipe> pipes = pipes();
    List<Intake> intakes = new ArrayList<>();
    for (PacketPipe pipe : pipes) {
      intakes.add(new AnswerLoop(pipe, roster, counters, this, handler));
    }
    return new RunningAnswers(pipes, intakes, roster, counters, setup.wire, framing.limit());
  }

  private List<PacketPipe> pipes() throws IOException {
    return setup.openAll(
        at -> setup.wire.bind(at, setup.sockets, framing.limit()), PacketPipe::close);
  }

  @Override
  PacketServer<M> copy(Setup setup) {
    return new PacketServer<>(setup, framing);
  }
}
