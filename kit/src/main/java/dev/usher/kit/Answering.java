package dev.usher.kit;

import java.io.IOException;
import java.net.SocketAddress;

/// A started server that answers each packet for itself, and may also speak first: to somebody who
/// wrote long ago, or never.
public interface Answering extends Running {
  /// Sends one packet to anybody, from the first of [#addresses]: to the receiver it looks like a
  /// reply. From any thread; it never waits for the receiver, and nobody tells whether it arrived.
  ///
  /// @throws IllegalArgumentException when it is over the framing's limit
  /// @throws IOException when the system refuses it, as for an address of another family, or a Unix
  ///   socket that has no room for more; or when the server is closed
  void send(byte[] packet, SocketAddress to) throws IOException;
}
