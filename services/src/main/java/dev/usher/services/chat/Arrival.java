package dev.usher.services.chat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;

/// A datagram as it came.
///
/// @param content its bytes, which are whoever's has it
record Arrival(Instant time, InetSocketAddress from, ByteBuffer content) {
  /// What one costs beside its bytes, so that empty ones do not come for nothing.
  private static final int OVERHEAD = 200;

  int weight() {
    return content.capacity() + OVERHEAD;
  }
}
