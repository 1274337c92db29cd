package dev.usher.kit.transport;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A buffer that conversations which take turns lend each other, so that who waits holds none. Any
/// thread may take and give; when two need one at once, the second makes another.
public final class Spare {
  private final AtomicReference<byte @Nullable []> buffer = new AtomicReference<>();
  private final int size;

  /// @param size bytes of a buffer that is made
  public Spare(int size) {
    this.size = size;
  }

  /// A buffer of any length, with anything in it.
  public byte[] take() {
    byte[] lent = buffer.getAndSet(null);
    return lent != null ? lent : new byte[size];
  }

  /// Lends a buffer to the next one. Whoever gives it must not touch it again.
  public void give(byte[] lent) {
    buffer.setRelease(lent);
  }
}
