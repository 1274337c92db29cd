package dev.usher.kit;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;

/// Why a conversation is over: always a value, never a message text.
public sealed interface Ended extends Serializable {
  /// The handler returned, or closed the connection, while the peer was still there.
  record ByHandler() implements Ended {}

  /// The peer ended its side at a message boundary.
  record ByPeer() implements Ended {}

  /// The server drained: the conversation stopped at a message boundary.
  record Drained() implements Ended {}

  /// The peer ended its side inside a message, of which `bytes` bytes had come.
  record Truncated(int bytes) implements Ended {}

  /// The peer broke the framing, or went over its limit.
  record Malformed(FramingException cause) implements Ended {}

  /// Nothing came for this long while a receive was waiting.
  record Idle(Duration after) implements Ended {}

  /// The peer began a message and fell behind the [Pace] (`RECEIVING`), or did not take what was
  /// sent before the write deadline (`SENDING`).
  record TooSlow(Activity during) implements Ended {}

  /// The connection broke: a reset, an unreachable peer.
  record Lost(IOException cause) implements Ended {}

  /// The server was closed, or its drain ran out of time, while the conversation was doing this.
  record Cut(Activity during) implements Ended {}

  /// A newer UDP peer needed the place.
  record Evicted() implements Ended {}

  /// The handler threw.
  record Failed(Throwable cause) implements Ended {}

  /// Whether both sides stopped where they wanted to: at a message boundary, nothing broken.
  default boolean clean() {
    return switch (this) {
      case ByHandler _, ByPeer _, Drained _ -> true;
      case Truncated _, Malformed _, Idle _, TooSlow _, Lost _, Cut _, Evicted _, Failed _ -> false;
    };
  }

  /// What a conversation was doing when something happened to it.
  enum Activity {
    /// Waiting for the peer, between two messages or inside one.
    RECEIVING,
    /// Waiting for the peer to take a message.
    SENDING,
    /// Running the handler's own code.
    WORKING,
    /// The handler had returned; the last bytes were on their way.
    CLOSING
  }
}
