package dev.usher.kit.transport;

import java.nio.ByteBuffer;

/// A packet that has come. Valid only while the [PacketPipe.Receiver] has it.
public interface Arrival {
  /// Which way it came, and an answer goes.
  Route route();

  /// From position to limit.
  ByteBuffer bytes();

  /// Whether it was longer than wanted, so that its tail is missing.
  boolean cut();

  /// How long ago the system received it, in nanoseconds; 0 where the transport cannot tell.
  default long age() {
    return 0;
  }

  /// How many packets the system has dropped since the one before, because nobody received them in
  /// time; 0 where the transport cannot tell.
  default long overflowed() {
    return 0;
  }

  /// An arrival of which only this is known.
  record Plain(Route route, ByteBuffer bytes, boolean cut) implements Arrival {}
}
