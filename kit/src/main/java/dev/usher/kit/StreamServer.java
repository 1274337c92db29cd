package dev.usher.kit;

import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.util.List;

/// A server for TCP or Unix stream sockets.
///
/// @param <M> what a message is
public final class StreamServer<M> extends Server<StreamServer<M>> {
  private final StreamFraming<M> framing;

  StreamServer(Setup setup, StreamFraming<M> framing) {
    super(setup);
    this.framing = framing;
  }

  /// The same with messages cut in another way.
  public <N> StreamServer<N> framing(StreamFraming<N> framing) {
    return new StreamServer<>(setup, framing);
  }

  /// Binds and listens at every address, or fails and leaves nothing open.
  ///
  /// @throws java.net.BindException when an address is taken or not of this machine; the text names
  ///   it
  /// @throws IOException when it cannot listen for another reason
  public Running start(StreamHandler<M> handler) throws IOException {
    Roster roster = new Roster(setup.limits.connections(), setup.limits.perAddress());
    Counters counters = new Counters(setup.events);
    setup.tellFallback(counters, true);
    List<StreamListener> listeners =
        setup.openAll(at -> setup.wire.listen(at, setup.sockets), StreamListener::close);
    List<Acceptor> acceptors =
        listeners.stream()
            .map(l -> new Acceptor(l, setup, roster, counters, pipe -> greet(pipe, handler)))
            .toList();
    return new RunningServer(acceptors, roster, counters, setup.wire);
  }

  private Session.Guest greet(StreamPipe pipe, StreamHandler<M> handler) {
    try {
      var client =
          new StreamConversation<>(pipe, framing, setup.limits, setup.deadlines, setup.wire);
      return new Session.Guest(client, () -> handler.handle((StreamConnection<M>) client));
    } catch (Throwable e) {
      pipe.close();
      throw e;
    }
  }

  @Override
  StreamServer<M> copy(Setup setup) {
    return new StreamServer<>(setup, framing);
  }
}
