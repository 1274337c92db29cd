package dev.usher.kit;

import org.jspecify.annotations.Nullable;

/// [StreamFraming#delimited].
final class DelimitedFraming implements StreamFraming<byte[]> {
  private final byte[] delimiter;
  private final int limit;

  DelimitedFraming(byte[] delimiter, int limit) {
    if (delimiter.length == 0) throw new IllegalArgumentException("the delimiter is empty");
    this.delimiter = delimiter.clone();
    this.limit = Limits.positive(limit, "a message's limit");
  }

  @Override
  public byte @Nullable [] read(ReadBuffer in) throws FramingException {
    int length = in.indexOf(delimiter);
    // Without a delimiter, the last bytes may be the beginning of one.
    int atLeast = length < 0 ? in.size() - (delimiter.length - 1) : length;
    if (atLeast > limit) throw new FramingException.TooLong(limit);
    if (length < 0) return null;
    byte[] message = in.take(length);
    in.skip(delimiter.length);
    return message;
  }

  @Override
  public void write(byte[] message, WriteBuffer out) {
    Limits.outgoing(message.length, limit);
    ReadBuffer whole = ReadBuffer.of(message);
    whole.append(delimiter);
    if (whole.indexOf(delimiter) != message.length) {
      throw new IllegalArgumentException("the message holds the delimiter, or runs into it");
    }
    out.put(message).put(delimiter);
  }

  @Override
  public int limit() {
    return limit;
  }
}
