package dev.usher.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// What is left at the end of a file of lines by a program that was killed, or by a full disk.
public final class HalfLine {
  private HalfLine() {}

  /// Ends the last line, so that the next one does not grow together with it.
  ///
  /// @param file open for reading and writing
  public static void end(FileChannel file) throws IOException {
    long size = file.size();
    if (size == 0) return;
    ByteBuffer last = ByteBuffer.allocate(1);
    file.read(last, size - 1);
    if (last.get(0) != '\n') file.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
  }
}
