package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// How a file is cut into blocks, and named by their hashes (rules B1 to B3 of
/// docs/protocols/files.md).
final class Blocks {
  /// Bytes of every block but the last.
  static final int SIZE = 1024 * 1024;

  /// Bytes of a hash.
  static final int HASH = 32;

  private static final byte NODE = 1;
  private static final byte ROOT = 2;
  private static final MessageDigest SHA_256 = found();

  private Blocks() {}

  /// How many blocks a file of this size has; none when it is empty.
  ///
  /// @throws IllegalArgumentException when there are more than an `int` counts, at 2 PiB
  static int count(long size) {
    long count = Math.ceilDiv(size, SIZE);
    if (count > Integer.MAX_VALUE) throw new IllegalArgumentException("too long: " + size);
    return (int) count;
  }

  /// How long a block of a file of this size is.
  static int length(long size, int block) {
    return (int) Math.min(SIZE, size - (long) block * SIZE);
  }

  /// A clone, because to look the algorithm up costs as much as a small file.
  static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("the JDK's own can be cloned", e);
    }
  }

  private static MessageDigest found() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /// The hashes of blocks of an open file.
  ///
  /// @throws StoreException when it is shorter than `size`, or cannot be read
  static List<byte[]> hashes(FileChannel file, long size, int first, int count)
      throws StoreException {
    List<byte[]> hashes = new ArrayList<>();
    ByteBuffer piece = Pieces.take();
    try {
      for (int i = first; i < first + count; i++) hashes.add(hash(file, size, i, piece));
      return hashes;
    } catch (IOException e) {
      throw new StoreException(Trouble.FAILED, "it cannot be read: " + e.getMessage());
    } finally {
      Pieces.giveBack(piece);
    }
  }

  private static byte[] hash(FileChannel file, long size, int block, ByteBuffer piece)
      throws IOException {
    MessageDigest sha = sha256();
    int length = length(size, block);
    for (int at = 0; at < length; ) {
      piece.clear().limit(Math.min(piece.capacity(), length - at));
      int count = file.read(piece, (long) block * SIZE + at);
      if (count < 0) throw new IOException("it is shorter than it was");
      sha.update(piece.flip());
      at += count;
    }
    return sha.digest();
  }

  /// The Merkle root that names a content.
  ///
  /// @param size of the content, in bytes
  /// @param hashes those of its blocks, in order
  static byte[] root(long size, List<byte[]> hashes) {
    MessageDigest sha = sha256();
    List<byte[]> level = hashes;
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        sha.update(NODE);
        sha.update(level.get(i));
        above.add(sha.digest(level.get(i + 1)));
      }
      if (level.size() % 2 == 1) above.add(level.getLast());
      level = above;
    }
    sha.update(ROOT);
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
    return level.isEmpty() ? sha.digest() : sha.digest(level.getFirst());
  }
}
