package dev.usher.services.command;

import java.util.List;

/// Makes orders of what arrives. Not for several threads.
sealed interface Splitter permits StreamSplitter, PacketSplitter {
  /// The orders that are whole now.
  List<Order> arrived(byte[] bytes);

  /// Whether the rest may be the beginning of something longer, which is worth a moment of waiting.
  boolean expectsMore();

  /// The order that the rest makes, now that nothing follows it; [Order.Nothing] without a rest.
  Order rest();

  /// How many bytes of an answer fit.
  int room();
}
