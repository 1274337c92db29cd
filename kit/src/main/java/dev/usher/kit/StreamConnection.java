package dev.usher.kit;

/// A [Connection] over a stream: TCP or a Unix socket.
///
/// @param <M> what a message is
public sealed interface StreamConnection<M> extends Connection<M> permits StreamConversation {
  /// Tells the peer that nothing more will be sent; receiving goes on.
  ///
  /// @throws EndedException when what was sent before cannot be delivered
  void endSending();

  /// Leaves the framing for good and gives the bare stream: first the bytes that were read but not
  /// yet made into messages, then what arrives.
  ///
  /// One way: `send`, `offer` and `receive` throw [IllegalStateException] from here on. Messages
  /// already sent leave before anything written to the stream.
  RawStream leaveFraming();
}
