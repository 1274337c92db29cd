package dev.usher.services.chat;

/// Whoever is told what comes. All on one thread, in the order in which the datagrams came; what
/// takes long makes them wait (rule H8).
public interface Audience {
  /// A message has come.
  void heard(Guest from, Message message);

  /// Nothing more is there at this moment: a good time to flush.
  default void pause() {}
}
