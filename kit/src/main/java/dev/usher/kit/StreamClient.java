package dev.usher.kit;

import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

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

  /// Connects; where a name has several addresses, to the first of them that answers. Close the
  /// connection when you are done.
  ///
  /// @throws java.net.ConnectException when nobody listens there
  /// @throws java.net.SocketTimeoutException when there is no answer in time
  /// @throws java.net.UnknownHostException when the host's name has no address
  /// @throws IOException when it cannot connect for another reason
  public StreamConnection<M> connect() throws IOException {
    List<SocketAddress> all = Setup.known(setup.addresses.getFirst());
    Duration each = setup.connect.dividedBy(all.size());
    IOException first = null;
    for (SocketAddress address : all) {
      try {
        StreamPipe pipe = setup.wire.connect(address, setup.sockets, each);
        return new StreamConversation<>(pipe, framing, setup.limits, setup.deadlines, setup.wire);
      } catch (IOException e) {
        if (first == null) first = e;
        else first.addSuppressed(e);
      }
    }
    throw first == null ? new UnknownHostException() : first;
  }

  @Override
  StreamClient<M> copy(Setup setup) {
    return new StreamClient<>(setup, framing);
  }
}
