package dev.usher.kit;

import dev.usher.kit.transport.Spare;
import dev.usher.kit.transport.StreamPipe;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where bytes go that nobody wants: into one buffer, over and over. Where there are buffers to
/// lend, it has one only while something comes, so that many may wait at once.
final class Sink implements StreamPipe.Landing {
  private static final int SIZE = 8 * 1024;

  private final Spare spare;
  private byte @Nullable [] bytes;

  /// @param shared null where each needs its own
  Sink(StreamPipe.@Nullable Buffers shared) {
    spare = shared == null ? new Spare(SIZE) : shared.reading();
  }

  @Override
  public ByteBuffer room() {
    byte[] room = bytes == null ? spare.take() : bytes;
    bytes = room;
    return ByteBuffer.wrap(room);
  }

  @Override
  public void leave() {
    byte[] before = bytes;
    bytes = null;
    if (before != null) spare.give(before);
  }
}
