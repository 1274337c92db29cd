package dev.usher.kit.transport;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/// A transport, as the kit sees it: sockets, a clock and timers.
///
/// Handlers block; how the blocking is done is the transport's affair. Deadlines are not: the kit
/// keeps one timer for each connection and calls [StreamPipe#wakeReader] or [StreamPipe#close].
public non-sealed interface Wire extends Transport {
  /// Binds and listens. Closes what it opened when it fails.
  StreamListener listen(SocketAddress at, SocketSettings settings) throws IOException;

  /// Connects a stream, or fails within the time.
  StreamPipe connect(SocketAddress to, SocketSettings settings, Duration within) throws IOException;

  /// Opens a datagram socket at an address.
  ///
  /// @param largest the longest packet wanted whole, in bytes
  PacketPipe bind(SocketAddress at, SocketSettings settings, int largest) throws IOException;

  /// Opens a datagram socket that talks with one peer only.
  ///
  /// @param largest the longest packet wanted whole, in bytes
  PacketPipe bindTo(SocketAddress peer, SocketSettings settings, int largest) throws IOException;

  /// The time by which this transport's deadlines run.
  Timers timers();

  /// The thread on which a server listens or a socket's packets are received; not yet started.
  default Thread intake(String name, Runnable receiving) {
    return Thread.ofPlatform().name(name).unstarted(receiving);
  }

  /// Waits for the peer's close, for the thread that has closed a conversation: on that very
  /// thread, unless time would not pass meanwhile.
  default void finish(Runnable lingering) {
    lingering.run();
  }

  /// The virtual thread on which a conversation is held or helped; not yet started.
  default Thread thread(String name, Runnable conversation) {
    return Thread.ofVirtual().name(name).unstarted(conversation);
  }

  /// The virtual thread on which the conversation over a pipe is held; not yet started.
  default Thread thread(StreamPipe pipe, String name, Runnable conversation) {
    return thread(name, conversation);
  }

  /// The thread on which a stream is helped; not yet started.
  ///
  /// @param holder the thread that holds the conversation
  default Thread helper(Thread holder, String name, Runnable task) {
    return thread(name, task);
  }
}
