package dev.usher.kit;

import dev.usher.kit.transport.Spare;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes that have arrived and were not yet taken; what a [StreamFraming] reads from.
///
/// Offsets count from the first byte that was not taken. It grows only as bytes really arrive, so a
/// length field alone never costs memory. Not safe for several threads.
public final class ReadBuffer {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private static final byte[] NOTHING = {};
  private static final int LONGEST = Integer.MAX_VALUE - 8; // an array, on usual machines

  private byte[] bytes;
  private int start;
  private int end;
  private byte[] sought = {}; // the delimiter that was last looked for,
  private int searched; // and bytes from start in which it was not found
  private final int spacious;
  private final @Nullable Spare spare;
  private boolean lent; // the bytes are the spare's
  private boolean tight; // the last read filled all the room there was

  /// @param spacious bytes that are asked for, and kept, where they come fast
  /// @param spare lends what is held only while it has something in it; null where a buffer must be
  ///   at hand for bytes that have not come
  ReadBuffer(int spacious, @Nullable Spare spare) {
    this.spacious = spacious;
    this.spare = spare;
    bytes = spare == null ? new byte[Defaults.READ_BUFFER] : NOTHING;
  }

  /// A buffer that holds these bytes, for testing a framing of your own.
  public static ReadBuffer of(byte... content) {
    ReadBuffer in = new ReadBuffer(Defaults.READ_AHEAD, null);
    in.append(content);
    return in;
  }

  /// Adds bytes at the end, as if they had just arrived.
  public void append(byte... more) {
    ByteBuffer space = space(more.length);
    space.put(more);
    filled(more.length);
  }

  /// How many bytes there are.
  public int size() {
    return end - start;
  }

  /// The byte at an offset below [#size].
  public byte at(int offset) {
    if (offset < 0 || offset >= size()) throw new IndexOutOfBoundsException(offset);
    return bytes[start + offset];
  }

  /// The unsigned number of `width` bytes (1 to 8) at an offset; eight bytes come out signed.
  public long number(int offset, int width, ByteOrder order) {
    if (offset < 0 || width > size() - offset) throw new IndexOutOfBoundsException(offset + width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      int at = order == ByteOrder.BIG_ENDIAN ? i : width - 1 - i;
      value = (value << 8) | (bytes[start + offset + at] & 0xff);
    }
    return value;
  }

  /// Where the delimiter begins, or -1 when it has not arrived. Remembers how far it looked, so
  /// that bytes that trickle in are not searched twice.
  public int indexOf(byte... delimiter) {
    if (!Arrays.equals(sought, delimiter)) searched = 0;
    sought = delimiter;
    int last = end - delimiter.length;
    for (int i = find(delimiter[0], start + searched); i <= last; i = find(delimiter[0], i + 1)) {
      if (Arrays.equals(bytes, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i - start;
      }
    }
    searched = Math.max(searched, last + 1 - start);
    return -1;
  }

  /// The index of a byte from an index on, or [#end]. Looks at eight bytes at a time: subtracting
  /// one from each borrows from its highest bit where it was zero, that is, where it was the byte.
  private int find(byte wanted, int from) {
    long pattern = (wanted & 0xff) * ONES;
    int i = from;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long difference = (long) EIGHT_BYTES.get(bytes, i) ^ pattern;
      long zeros = (difference - ONES) & ~difference & HIGH_BITS;
      if (zeros != 0) return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
    }
    while (i < end && bytes[i] != wanted) i++;
    return i;
  }

  /// Removes the first `count` bytes and returns them.
  public byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, start, start + checked(count));
    skip(count);
    return taken;
  }

  /// Removes the first `count` bytes and returns them as text.
  ///
  /// @throws FramingException when they are not UTF-8
  public String takeUtf8(int count) throws FramingException {
    String text = Utf8.decode(bytes, start, checked(count));
    skip(count);
    return text;
  }

  /// Removes the first `count` bytes.
  public void skip(int count) {
    start += checked(count);
    searched = 0;
    if (start == end) {
      start = 0;
      end = 0;
      if (spare != null && !isWantedAgain()) replace(NOTHING);
      else if (spare == null && bytes.length > spacious) bytes = new byte[Defaults.READ_BUFFER];
    }
  }

  /// Whether this is a buffer of our own, roomier than those that are lent, and bytes come fast.
  private boolean isWantedAgain() {
    return !lent && tight && bytes.length >= spacious && bytes.length / 2 <= spacious;
  }

  private int checked(int count) {
    if (count < 0 || count > size()) throw new IndexOutOfBoundsException(count);
    return count;
  }

  /// Room for the next read, at least one byte: more after a read that filled what there was.
  ByteBuffer space() {
    boolean roomier = tight && bytes.length < spacious;
    tight = false;
    return space(roomier ? spacious : 1);
  }

  private ByteBuffer space(int least) {
    if (spare != null && bytes.length == 0) {
      bytes = spare.take();
      lent = true;
    }
    if (bytes.length - end < least) {
      if (bytes.length - size() >= least && start > 0) moveTo(bytes);
      else replace(grown(size() + least));
    }
    return ByteBuffer.wrap(bytes, end, bytes.length - end);
  }

  /// Holds nothing that was lent any more: what there is of a message moves to a buffer of its own.
  void leave() {
    if (spare == null) return;
    if (size() == 0) replace(NOTHING);
    else if (lent) replace(new byte[size() + Defaults.READ_BUFFER]);
  }

  private void replace(byte[] target) {
    byte[] before = bytes;
    moveTo(target);
    bytes = target;
    if (!lent || spare == null) return;
    lent = false;
    spare.give(before);
  }

  private void moveTo(byte[] target) {
    int size = size();
    System.arraycopy(bytes, start, target, 0, size);
    start = 0;
    end = size;
  }

  private byte[] grown(int needed) {
    return new byte[grown(bytes.length, needed)];
  }

  /// Twice as much, as long as an array holds that, so that a long message is not moved often.
  static int grown(int length, int needed) {
    return Math.max(needed, (int) Math.min(2L * length, LONGEST));
  }

  /// Takes in so many bytes, read into [#space].
  void filled(int count) {
    end += count;
    tight = end == bytes.length;
  }
}
