package dev.usher.kit;

import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;

/// A client for TCP or Unix stream sockets.
///
/// @param <M> what a message is
public final class StreamClient<M> extends Client<StreamClient<M>> {
  private final StreamFraming<M> framing;

  StreamClient(Setup setup, StreamFraming<M> framing) {
    super(setup);
    this.framing = framing;
  }

  /// The same with messages cut in another way.
  public <N> StreamClient<N> framing(StreamFraming<N> framing) {
    return new StreamClient<>(setup, framing);
  }

  /// Connects. Close the connection when you are done.
  ///
  /// @throws java.net.ConnectException when nobody listens there
  /// @throws java.net.SocketTimeoutException when there is no answer in time
  /// @throws java.net.UnknownHostException when the host's name has no address
  /// @throws IOException when it cannot connect for another reason
  public StreamConnection<M> connect() throws IOException {
    StreamPipe pipe =
        setup.wire.connect(
            Setup.resolved(setup.addresses.getFirst()), setup.sockets, setup.connect);
    return new StreamConversation<>(pipe, framing, setup.limits, setup.deadlines, setup.wire);
  }

  @Override
  StreamClient<M> copy(Setup setup) {
    return new StreamClient<>(setup, framing);
  }
}
