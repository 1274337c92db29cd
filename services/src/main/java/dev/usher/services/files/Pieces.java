package dev.usher.services.files;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32C;

/// The buffers in which pieces of blocks travel, used again and again.
final class Pieces {
  /// Bytes of a piece: few enough to stay in a processor's cache while they are hashed and moved,
  /// and for hundreds of stalled peers to hold one each.
  static final int SIZE = 256 * 1024;

  private static final int SPARE = 64;
  private static final BlockingQueue<ByteBuffer> FREE = new ArrayBlockingQueue<>(SPARE);

  private Pieces() {}

  /// A direct buffer of [#SIZE] bytes; give it back when you are done.
  static ByteBuffer take() {
    ByteBuffer free = FREE.poll();
    return free != null ? free.clear() : ByteBuffer.allocateDirect(SIZE);
  }

  static void giveBack(ByteBuffer buffer) {
    boolean _ = FREE.offer(buffer);
  }

  /// For who moves block after block: virtual threads are not taken off a processor, and a peer
  /// that is as fast as we are never makes one wait.
  @SuppressWarnings("ThreadPriorityCheck") // a block is a millisecond's work: it costs nothing
  static void letOthersGo() {
    Thread.yield();
  }

  /// The CRC-32C of what remains in a buffer, which stays as it is.
  static int crc(ByteBuffer piece) {
    CRC32C crc = new CRC32C();
    crc.update(piece.duplicate());
    return (int) crc.getValue();
  }
}
