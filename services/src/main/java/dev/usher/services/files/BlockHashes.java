package dev.usher.services.files;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The hashes of a file's blocks, noted while it is sent. Safe for several threads.
final class BlockHashes {
  private final long size;
  private byte[] @Nullable [] hashes = {}; // made when the first is known

  BlockHashes(long size) {
    this.size = size;
  }

  int count() {
    return Blocks.count(size);
  }

  synchronized void note(int block, byte[] hash) {
    if (hashes.length == 0) hashes = new byte[count()][];
    hashes[block] = hash;
  }

  synchronized boolean knows(int block) {
    return block < hashes.length && hashes[block] != null;
  }

  /// Whether this is the root of the content; false when not every hash is known.
  synchronized boolean areOf(byte[] root) {
    for (int block = 0; block < count(); block++) if (!knows(block)) return false;
    return Arrays.equals(root, Blocks.root(size, Arrays.asList(hashes)));
  }
}
