package dev.usher.kit;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// [StreamFraming#lengthPrefixed].
record LengthFraming(int width, ByteOrder order, int adjustment, int limit)
    implements StreamFraming<byte[]> {
  LengthFraming {
    if (width != 1 && width != 2 && width != 4 && width != 8) {
      throw new IllegalArgumentException("a length field has 1, 2, 4 or 8 bytes, not " + width);
    }
    Limits.positive(limit, "a message's limit");
    long most = width < 8 ? (1L << (8 * width)) - 1 : Long.MAX_VALUE;
    if ((long) limit - adjustment > most) {
      throw new IllegalArgumentException(
          "a length field of " + width + " bytes cannot say " + limit);
    }
  }

  @Override
  public byte @Nullable [] read(ReadBuffer in) throws FramingException {
    if (in.size() < width) return null;
    long field = in.number(0, width, order);
    // Compared without adding first: a field near 2^63 must not wrap around to something small.
    if (field < 0 || field > (long) limit - adjustment) throw new FramingException.TooLong(limit);
    long length = field + adjustment;
    if (length < 0) throw new FramingException("a length of " + field + " is less than itself");
    if (in.size() - width < length) return null;
    in.skip(width);
    return in.take((int) length);
  }

  @Override
  public void write(byte[] message, WriteBuffer out) {
    Limits.outgoing(message.length, limit);
    long field = (long) message.length - adjustment;
    if (field < 0) throw new IllegalArgumentException("no length field says " + field);
    out.putNumber(field, width, order).put(message);
  }
}
