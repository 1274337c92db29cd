package dev.usher.services.files;

import dev.usher.kit.StreamConnection;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// The bytes of one uploaded file, as they come (U6). For one thread.
final class UploadBody implements AutoCloseable {
  private final StreamConnection<byte[]> client;
  private final long size;
  private final ByteBuffer piece = Pieces.take();
  private long left;

  UploadBody(StreamConnection<byte[]> client, long size) {
    this.client = client;
    this.size = size;
    left = size;
  }

  /// The next piece, until the next call.
  ///
  /// @param bytes at most [Pieces#SIZE], and not more than are left
  ByteBuffer next(int bytes) {
    piece.clear().limit(bytes);
    try {
      client.receiveBody(piece);
    } finally {
      left -= piece.position();
    }
    return piece.flip();
  }

  /// Takes in the next block, and says what its hash is.
  byte[] block(Partial partial, long fileSize, int block) throws StoreException {
    MessageDigest sha = Blocks.sha256();
    int length = Blocks.length(fileSize, block);
    for (int at = 0; at < length; ) {
      ByteBuffer next = next(Math.min(Pieces.SIZE, length - at));
      int count = next.remaining();
      sha.update(next.duplicate());
      partial.write(block, at, next);
      at += count;
    }
    return sha.digest();
  }

  /// Reads the rest and throws it away.
  void skip() {
    while (left > 0) next((int) Math.min(Pieces.SIZE, left));
  }

  /// How much came, for a person.
  String progress() {
    return (size - left) + " of " + size + " bytes came";
  }

  @Override
  public void close() {
    Pieces.giveBack(piece);
  }
}
