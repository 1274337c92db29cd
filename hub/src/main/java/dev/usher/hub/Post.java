package dev.usher.hub;

import java.io.IOException;
import java.net.InetSocketAddress;

/// What carries a chatting person's words away. Their answers come to the audience that it was
/// opened with.
interface Post extends AutoCloseable {
  /// Sends a message. Nobody can tell whether it arrives.
  ///
  /// @throws IllegalArgumentException when the text is too long for a datagram
  /// @throws IOException when the system refuses to send it
  void say(InetSocketAddress to, String text) throws IOException;

  /// Sends and receives no more.
  @Override
  void close();
}
