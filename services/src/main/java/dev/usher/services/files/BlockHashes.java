package dev.usher.services.files;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The hashes of a file's blocks, noted while it is sent. Safe for several threads.
final class BlockHashes {
  private final long size;
  private final byte[] @Nullable [] hashes;

  BlockHashes(long size) {
    this.size = size;
    hashes = new byte[Blocks.count(size)][];
  }

  int count() {
    return hashes.length;
  }

  synchronized void note(int block, byte[] hash) {
    hashes[block] = hash;
  }

  synchronized boolean knows(int block) {
    return hashes[block] != null;
  }

  /// Whether this is the root of the content, of which every hash must be known.
  synchronized boolean areOf(byte[] root) {
    return Arrays.equals(root, Blocks.root(size, Arrays.asList(hashes)));
  }
}
