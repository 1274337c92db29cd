package dev.usher.kit;

/// A [Handler] that asks for what only streams have: half-close, and leaving the framing.
///
/// @param <M> what a message is
@FunctionalInterface
public interface StreamHandler<M> {
  /// Holds the conversation, by the rules of [Handler#handle(Connection)].
  void handle(StreamConnection<M> client) throws Exception;
}
