package dev.usher.kit.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/// A datagram socket. One thread receives; any sends; interrupting a sender must not harm the
/// socket.
public interface PacketPipe extends Closeable {
  /// Waits for packets and hands each to the receiver; returns after one batch, of any size.
  ///
  /// @return false once the pipe is closed
  boolean receive(Receiver receiver) throws IOException;

  /// Sends one packet, from the address that the route names, if any; never waits for its receiver.
  /// What is sent from inside a [Receiver] may be held until its batch is done.
  ///
  /// @throws NoRoomException when the receiver has no room, where the transport can tell
  void send(ByteBuffer packet, Route way) throws IOException;

  /// Waits until the one peer of this socket may have room again.
  ///
  /// @return false when it still has none after this time
  /// @throws NoRoomException when this socket has many peers, none of which it waits for
  default boolean awaitRoom(Duration atMost) throws IOException {
    throw new NoRoomException();
  }

  /// Where it is bound, with the real port.
  SocketAddress address();

  /// Closes at once and wakes [#receive].
  @Override
  void close();

  /// Takes the packets of one batch.
  @FunctionalInterface
  interface Receiver {
    /// One packet, on the receiving thread.
    void packet(Arrival packet);

    /// What was sent from inside [#packet] could not leave, as it turned out at the batch's end. On
    /// the receiving thread.
    default void unsent(Route way, IOException cause) {}
  }
}
