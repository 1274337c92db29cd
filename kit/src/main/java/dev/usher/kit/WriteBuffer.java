package dev.usher.kit;

import dev.usher.kit.transport.Spare;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Where a [StreamFraming] writes a message. Grows as needed. Not safe for several threads.
public final class WriteBuffer {
  private static final int KEPT = 4 * 1024;

  private static final byte[] NOTHING = {};

  private final Spare spare;
  private byte[] bytes = NOTHING;
  private int end;

  /// An empty buffer, for testing a framing of your own.
  public WriteBuffer() {
    this(new Spare(Defaults.WRITE_BUFFER));
  }

  /// @param spare lends what is held only while there is something in it
  WriteBuffer(Spare spare) {
    this.spare = spare;
  }

  /// Appends bytes.
  public WriteBuffer put(byte... more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, end, more.length);
    end += more.length;
    return this;
  }

  /// Appends what remains of a buffer.
  public WriteBuffer put(ByteBuffer more) {
    int count = more.remaining();
    room(count);
    more.get(bytes, end, count);
    end += count;
    return this;
  }

  /// Appends the low `width` bytes (1 to 8) of a number.
  public WriteBuffer putNumber(long value, int width, ByteOrder order) {
    room(width);
    for (int i = 0; i < width; i++) {
      int shift = 8 * (order == ByteOrder.BIG_ENDIAN ? width - 1 - i : i);
      bytes[end++] = (byte) (value >>> shift);
    }
    return this;
  }

  /// Appends text as UTF-8.
  ///
  /// @throws IllegalArgumentException when it holds a lone surrogate, which UTF-8 cannot say
  public WriteBuffer putUtf8(String text) {
    return put(Utf8.encode(text));
  }

  /// How many bytes were written.
  public int size() {
    return end;
  }

  /// A copy of what was written.
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, end);
  }

  /// Takes back everything after the first `size` bytes.
  void truncate(int size) {
    end = size;
    if (size == 0) clear();
  }

  /// Forgets everything; the memory of an unusually long message is nobody's any more.
  void clear() {
    byte[] before = bytes;
    end = 0;
    bytes = NOTHING;
    if (before.length > 0 && before.length <= KEPT) spare.give(before);
  }

  byte[] array() {
    return bytes;
  }

  private void room(int more) {
    if (bytes.length == 0) bytes = spare.take();
    if (bytes.length - end >= more) return;
    bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(end, more), bytes.length * 2));
  }
}
