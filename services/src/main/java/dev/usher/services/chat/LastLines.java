package dev.usher.services.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a file from its end to its beginning, without reading more of it than is wanted.
final class LastLines implements Closeable {
  private static final int BLOCK = 64 * 1024;
  private static final int LONGEST = 1024 * 1024; // any message is shorter, with its bytes in hex

  private final FileChannel file;
  private long begin; // of what was read, in the file
  private byte[] read = new byte[0];
  private int end; // of what was not returned yet, in `read`

  LastLines(Path file) throws IOException {
    this.file = FileChannel.open(file);
    begin = this.file.size();
  }

  /// The line before the one that was returned last; null before the first. One that is too long to
  /// be a message comes in pieces, so that a damaged file is not held in memory.
  @Nullable String previous() throws IOException {
    while (true) {
      int feed = lastFeed();
      if (feed >= 0 || begin == 0 || end >= LONGEST) {
        if (feed < 0 && end == 0) return null;
        String line = new String(read, feed + 1, end - feed - 1, UTF_8);
        end = Math.max(feed, 0);
        return line;
      }
      readBlock();
    }
  }

  private int lastFeed() {
    for (int i = end - 1; i >= 0; i--) if (read[i] == '\n') return i;
    return -1;
  }

  private void readBlock() throws IOException {
    int more = (int) Math.min(BLOCK, begin);
    ByteBuffer longer = ByteBuffer.allocate(more + end);
    begin -= more;
    longer.limit(more);
    while (longer.hasRemaining()) {
      if (file.read(longer, begin + longer.position()) < 0) throw new IOException("it shrinks");
    }
    longer.limit(more + end).put(read, 0, end);
    read = longer.array();
    end = read.length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
