package dev.usher.services.chat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// What a program that was killed may leave at the end of a file of lines.
final class HalfLine {
  private HalfLine() {}

  /// Ends the last line, so that the next one does not grow together with it.
  static void end(FileChannel file) throws IOException {
    long size = file.size();
    if (size == 0) return;
    ByteBuffer last = ByteBuffer.allocate(1);
    file.read(last, size - 1);
    if (last.get(0) != '\n') file.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
  }
}
