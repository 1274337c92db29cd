package dev.usher.kit;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

/// A started server. Everything may be called from any thread, a handler's own too, unless it says
/// otherwise.
public interface Running extends AutoCloseable {
  /// Where it listens, with the real port: the first of [#addresses].
  SocketAddress address();

  /// The TCP or UDP port of [#address].
  ///
  /// @throws IllegalStateException when it is a Unix socket
  int port();

  /// All the addresses that it listens on.
  List<SocketAddress> addresses();

  /// Takes no further clients until [#resume]; they wait in the backlog. Conversations go on; so
  /// does the packet that the receiving thread has already taken.
  void suspend();

  /// Takes clients again.
  void resume();

  /// Stops listening and lets the conversations end: each gets what has already arrived whole, a
  /// message that has begun may complete, and then its receive returns null. What is left after the
  /// grace time is cut and its handler interrupted.
  ///
  /// Called by a handler, it waits for the others and not for its own conversation, nor for those
  /// of handlers that drain too.
  ///
  /// On `nio`, whose waiting readers can be woken only by shutting their input, bytes that nobody
  /// has read yet are lost: a message that begins in this very moment counts as cut, and a peer
  /// that goes on sending may get a reset before it has read its last answer.
  ///
  /// @return how many finished, and how many were cut while doing what
  DrainReport drain(Duration grace);

  /// Counts so far.
  Stats stats();

  /// Waits until the server is closed or drained and its last conversation is over.
  ///
  /// @throws IllegalStateException when a handler of this server calls it: it would wait for itself
  void join() throws InterruptedException;

  /// Stops listening and cuts all conversations: a drain without grace.
  @Override
  void close();
}
