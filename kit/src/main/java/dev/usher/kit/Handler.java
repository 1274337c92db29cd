package dev.usher.kit;

/// Your code: a conversation with one client, on a virtual thread of its own.
///
/// It asks only for what streams and datagrams share, so the same handler serves every transport.
/// Code that needs a half-close or the bare stream is a [StreamHandler].
///
/// @param <M> what a message is
@FunctionalInterface
public interface Handler<M> extends StreamHandler<M> {
  /// Holds the conversation. May block; may be called for many clients at once.
  ///
  /// Returning ends the conversation well. Throwing ends it with [Ended.Failed], which goes to the
  /// server's [ServerEvents] and hurts nobody else.
  void handle(Connection<M> client) throws Exception;

  @Override
  default void handle(StreamConnection<M> client) throws Exception {
    handle((Connection<M>) client);
  }
}
