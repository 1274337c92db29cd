package dev.usher.services.time;

import dev.usher.kit.FramingException;
import dev.usher.kit.ReadBuffer;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.WriteBuffer;
import org.jspecify.annotations.Nullable;

/// Lines of bytes, which end with LF or CR LF and need not be UTF-8: so that a conversation
/// outlives a line that is not. What is written may hold a LF, where somebody asked for one with
/// `%n`.
///
/// @param limit of a line that is read, in bytes
record ByteLines(int limit) implements StreamFraming<byte[]> {
  private static final byte[] LF = {'\n'};

  @Override
  public byte @Nullable [] read(ReadBuffer in) throws FramingException {
    int lf = in.indexOf(LF);
    int length = lf < 0 ? in.size() : lf;
    if (length > 0 && in.at(length - 1) == '\r') length--; // perhaps half of a CR LF still to come
    if (length > limit) throw new FramingException.TooLong(limit);
    if (lf < 0) return null;
    byte[] line = in.take(length);
    in.skip(lf + 1 - length);
    return line;
  }

  @Override
  public void write(byte[] line, WriteBuffer out) {
    out.put(line).put(LF);
  }
}
