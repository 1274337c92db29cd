package dev.usher.kit;

import org.jspecify.annotations.Nullable;

/// [StreamFraming#lines(int)].
record LineFraming(int limit) implements StreamFraming<String> {
  private static final byte[] LF = {'\n'};

  LineFraming {
    Limits.positive(limit, "a line's limit");
  }

  @Override
  public @Nullable String read(ReadBuffer in) throws FramingException {
    int lf = in.indexOf(LF);
    int length = lf < 0 ? in.size() : lf;
    if (length > 0 && in.at(length - 1) == '\r') length--; // perhaps half of a CR LF still to come
    if (length > limit) throw new FramingException.TooLong(limit);
    if (lf < 0) return null;
    String line = in.takeUtf8(length);
    in.skip(lf + 1 - length);
    return line;
  }

  @Override
  public void write(String line, WriteBuffer out) {
    if (line.indexOf('\n') >= 0) throw new IllegalArgumentException("a line cannot hold a LF");
    if (line.endsWith("\r")) throw new IllegalArgumentException("a line cannot end with a CR");
    int start = out.size();
    out.putUtf8(line);
    Limits.outgoing(out.size() - start, limit);
    out.put(LF);
  }
}
