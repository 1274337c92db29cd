package dev.usher.kit;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A [Connection] over a stream: TCP or a Unix socket.
///
/// A message may be the head of a body that is too long to be held whole, such as a file: the body
/// follows it past the framing, read by [#receiveBody] and written by [#send(Object, ByteBuffer)]
/// straight from and to the caller's buffers, a piece at a time.
///
/// @param <M> what a message is
public sealed interface StreamConnection<M> extends Connection<M> permits StreamConversation {
  /// Tells the peer that nothing more will be sent; receiving goes on.
  ///
  /// @throws EndedException when what was sent before cannot be delivered
  void endSending();

  /// Fills the buffer, from its position to its limit, with the bytes that come next: the body that
  /// belongs to the message last received, or a piece of it. How long a body is, its head has told;
  /// the framing goes on behind it. A direct buffer saves a copy.
  ///
  /// A drain does not end a conversation between two pieces: a body has begun when it is asked for.
  ///
  /// @throws EndedException as [#receive] does; also when the peer ends before the buffer is full,
  ///   or falls behind the [Pace], for which a buffer counts as a message
  /// @throws IllegalStateException as [#receive] does
  void receiveBody(ByteBuffer body);

  /// Sends a message and, right behind it, a body: no other thread's message comes between. The
  /// buffer's position is at its limit afterwards. To send more of a body than one buffer holds,
  /// give each piece a head.
  ///
  /// @throws EndedException as [#send(Object)] does; some of the body may have left then
  /// @throws IllegalArgumentException as [#send(Object)] does; nothing has left then
  void send(M head, ByteBuffer body);

  /// Leaves the framing for good and gives the bare stream: first the bytes that were read but not
  /// yet made into messages, then what arrives.
  ///
  /// One way: `send`, `offer` and `receive` throw [IllegalStateException] from here on. Messages
  /// already sent leave before anything written to the stream.
  RawStream leaveFraming();

  /// Which process connected to a server's Unix socket, and as which user; still told when the
  /// conversation is over.
  ///
  /// Empty on TCP, for a client, and on every transport but `linux`: the JDK tells names, of which
  /// one user may have several, and no process.
  Optional<PeerCredentials> peerCredentials();
}
