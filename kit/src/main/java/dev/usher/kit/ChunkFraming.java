package dev.usher.kit;

import org.jspecify.annotations.Nullable;

/// [StreamFraming#chunks(int)].
record ChunkFraming(int limit) implements StreamFraming<byte[]> {
  ChunkFraming {
    Limits.positive(limit, "a chunk's size");
  }

  @Override
  public byte @Nullable [] read(ReadBuffer in) {
    return in.size() == 0 ? null : in.take(Math.min(in.size(), limit));
  }

  @Override
  public void write(byte[] chunk, WriteBuffer out) {
    out.put(chunk);
  }
}
