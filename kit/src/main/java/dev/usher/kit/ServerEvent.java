package dev.usher.kit;

import java.net.SocketAddress;
import java.time.Duration;

/// Something that happened in a server.
public sealed interface ServerEvent {
  /// The fastest transport cannot be used, or not wholly; `why` says what would allow it. On the
  /// thread that starts the server.
  record Fallback(SocketAddress address, String why) implements ServerEvent {}

  /// The server listens here. On the thread that starts it.
  record Listening(SocketAddress address) implements ServerEvent {}

  /// A conversation begins. On its own thread.
  record Opened(Connection<?> client) implements ServerEvent {}

  /// A stream client was sent away. On the accepting thread.
  record Refused(SocketAddress peer, Refusal why) implements ServerEvent {}

  /// A handler threw. On the conversation's thread, before its [Closed]; for a [DatagramHandler],
  /// on the receiving thread.
  record Failed(SocketAddress peer, Throwable cause) implements ServerEvent {}

  /// A conversation is over: once for each [Opened], however it ended. On its own thread.
  record Closed(Connection<?> client, Ended why, Duration lasted) implements ServerEvent {}

  /// A datagram was dropped. On the receiving thread, or on that of its conversation.
  record Dropped(SocketAddress peer, Drop why) implements ServerEvent {}

  /// The system has dropped this many datagrams, because its buffer was full: the server is slower
  /// than its peers, or [SocketSettings#receiveBuffer] is small. Told with the next datagram, where
  /// the transport can tell at all. On the receiving thread.
  record Overflowed(SocketAddress address, long datagrams) implements ServerEvent {}

  /// Accepting or receiving failed although the socket is open: descriptors or memory ran out. The
  /// server waits a little and tries again. On the accepting or receiving thread.
  record Troubled(SocketAddress address, Throwable cause) implements ServerEvent {}

  /// [Running#drain] began. On the thread that drains.
  record Draining(Duration grace) implements ServerEvent {}

  /// [Running#drain] is done. On the thread that drains.
  record Drained(DrainReport report) implements ServerEvent {}

  /// The server listens here no more. On the thread that closes or drains.
  record Stopped(SocketAddress address) implements ServerEvent {}
}
