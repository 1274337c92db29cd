package dev.usher.kit;

import org.jspecify.annotations.Nullable;

/// [StreamFraming#fixed].
record FixedFraming(int limit) implements StreamFraming<byte[]> {
  FixedFraming {
    Limits.positive(limit, "a message's size");
  }

  @Override
  public byte @Nullable [] read(ReadBuffer in) {
    return in.size() < limit ? null : in.take(limit);
  }

  @Override
  public void write(byte[] message, WriteBuffer out) {
    if (message.length != limit) {
      throw new IllegalArgumentException(
          "the message has " + message.length + " bytes instead of " + limit);
    }
    out.put(message);
  }
}
