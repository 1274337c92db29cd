package dev.usher.services.files;

import java.io.IOException;
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
    /// @param hashes of its blocks, as far as they are known; shared by the streams that send it
    record Found(int number, Entry entry, long key, Opener content, BlockHashes hashes)
        implements Item {
      Found(int number, Entry entry, long key, Opener content) {
        this(number, entry, key, content, new BlockHashes(entry.size()));
      }

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
  }

  /// An open file.
  interface Content extends AutoCloseable {
    FileChannel channel();

    /// Whether it is still as it was found: its size and its time.
    boolean unchanged() throws IOException;

    @Override
    void close();
  }
}
