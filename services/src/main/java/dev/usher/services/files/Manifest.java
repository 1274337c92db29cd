package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// What a source has to send, found while it is sent. Safe for several threads, which share the
/// work.
interface Manifest {
  /// The next one; null when there is no more.
  @Nullable Item next();

  /// Something that was asked for.
  sealed interface Item {
    /// A file or folder.
    ///
    /// @param number counted by the manifest, from 0
    /// @param entry with the path that it is to have at the sink
    /// @param key tells it from others of the same path, size and time
    /// @param content opens it, and says what it is at that moment
    record Found(int number, Entry entry, long key, Opener content) implements Item {
      TransferFile file() {
        return new TransferFile(number, entry.path(), entry.size());
      }
    }

    /// Something that cannot be read.
    record Lacking(String path, Trouble trouble, String text) implements Item {}
  }

  /// Opens a file for reading.
  @FunctionalInterface
  interface Opener {
    /// Opens it.
    ///
    /// @throws StoreException when it cannot be read, with a text for a person
    Content open() throws StoreException;

    /// All of a short file; null when it is shorter, or changes meanwhile.
    ///
    /// @throws StoreException as [#open]
    default byte @Nullable [] whole(long size) throws StoreException {
      try (Content file = open()) {
        return Content.whole(file, size);
      }
    }
  }

  /// An open file.
  interface Content extends AutoCloseable {
    FileChannel channel();

    /// The hashes of its blocks, as far as they are known; shared by all who send it as it is.
    BlockHashes hashes();

    /// All of a short file; null when it is shorter, or changes meanwhile.
    ///
    /// @throws StoreException when it cannot be read
    static byte @Nullable [] whole(Content file, long size) throws StoreException {
      ByteBuffer content = ByteBuffer.allocate((int) size);
      try {
        while (content.hasRemaining()) {
          if (file.channel().read(content, content.position()) < 0) return null;
        }
        return file.unchanged() ? content.array() : null;
      } catch (IOException e) {
        throw e instanceof StoreException known
            ? known
            : Failures.failed("it cannot be read: " + e.getMessage());
      }
    }

    /// Whether it is still as it was found: its size and its time.
    boolean unchanged() throws IOException;

    @Override
    void close();
  }
}
