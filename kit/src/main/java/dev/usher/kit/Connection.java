package dev.usher.kit;

import java.io.Closeable;
import java.net.SocketAddress;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A conversation in messages: one for each TCP or Unix connection, one for each peer in datagrams.
///
/// One thread at a time may receive; any number may send. Everything here fails with
/// [EndedException], which tells by a value why the conversation is over.
///
/// @param <M> what a message is
public sealed interface Connection<M> extends Iterable<M>, Closeable
    permits Conversation, StreamConnection {
  /// Waits for the next message.
  ///
  /// @return the message, or null when the peer ended at a message boundary, the server drains, or
  ///   this side closed
  /// @throws EndedException when the peer went away inside a message, was silent or slow for longer
  ///   than the [Deadlines] allow, broke the framing, or was lost
  /// @throws IllegalStateException when another thread is receiving, or the framing was left
  @Nullable M receive();

  /// The messages to come: `for (M message : client)` ends where [#receive] returns null and throws
  /// what it throws.
  @Override
  default Iterator<M> iterator() {
    return new Messages<>(this);
  }

  /// Sends one message, whole or not at all, and waits while the peer does not take it.
  ///
  /// Answers to messages that arrived together may leave together: a message waits for at most a
  /// millisecond or two, and never while this conversation waits to receive.
  ///
  /// @throws EndedException when the peer is gone, or did not take it before the write deadline; to
  ///   a sender of datagrams too that is interrupted while it waits, although others may go on
  /// @throws IllegalArgumentException when the framing cannot carry this message, or it is over the
  ///   limit; nothing has left then and the conversation goes on
  void send(M message);

  /// Sends without ever waiting: says whether the bounded outbox took the message.
  ///
  /// False means that the peer reads too slowly, or that the conversation is over.
  ///
  /// @throws IllegalArgumentException as [#send] does
  boolean offer(M message);

  /// The other side. For a client of a Unix socket usually an address with an empty path; of one
  /// for datagrams a path, or a name as the system gives it: `@0001f`.
  SocketAddress peer();

  /// This side.
  SocketAddress local();

  /// Starts a helper on a thread that ends with the conversation: it is interrupted when the
  /// handler returns, and the conversation closes when it has ended. What it throws ends the
  /// conversation with [Ended.Failed]. The thread is virtual, unless a stream's holder is not.
  ///
  /// A helper that receives is how a busy handler learns that its peer is gone. No transport can
  /// tell a full close from a half-close before something is sent: both arrive as the end of input.
  void alongside(Task task);

  /// Whether the server wants to stop. The next [#receive] that would have to wait returns null.
  boolean draining();

  /// Why the conversation, or its incoming half, is over; null while it goes on.
  @Nullable Ended ended();

  /// Ends the conversation from this side; a waiting [#receive] returns null. Sends what is still
  /// unsent and lingers, so that it may wait as long as the write deadline and [Deadlines#linger]
  /// say. Never throws.
  @Override
  void close();

  /// A piece of work that may fail.
  @FunctionalInterface
  interface Task {
    /// Does the work.
    void run() throws Exception;
  }
}
