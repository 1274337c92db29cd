package dev.usher.kit.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// A datagram socket. One thread receives; any sends; interrupting a sender must not harm the
/// socket.
public interface PacketPipe extends Closeable {
  /// Waits for packets and hands each to the receiver; returns after one batch, of any size.
  ///
  /// @return false once the pipe is closed
  boolean receive(Receiver receiver) throws IOException;

  /// Sends one packet. What is sent from inside a [Receiver] may be held until its batch is done.
  void send(ByteBuffer packet, SocketAddress to) throws IOException;

  /// Where it is bound, with the real port.
  SocketAddress address();

  /// Closes at once and wakes [#receive].
  @Override
  void close();

  /// Takes the packets of one batch.
  @FunctionalInterface
  interface Receiver {
    /// One packet, on the receiving thread; the bytes are valid only during the call.
    ///
    /// @param cut whether the packet was longer than wanted, so that its tail is missing
    void packet(SocketAddress from, ByteBuffer bytes, boolean cut);
  }
}
