package dev.usher.hub;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The lines of an input, as bytes.
final class Lines {
  private final InputStream in;
  private final int longest;

  /// @param longest the most bytes that a line may have
  Lines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in);
    this.longest = longest;
  }

  /// The next one, without its line feed; null when there are no more.
  ///
  /// @throws IOException when it is too long, too: the rest cannot be understood then
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    int next = in.read();
    if (next < 0) return null;
    for (; next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
      if (line.size() > longest) {
        throw new IOException("a line of the input is longer than " + longest + " bytes");
      }
    }
    return line.toByteArray();
  }
}
