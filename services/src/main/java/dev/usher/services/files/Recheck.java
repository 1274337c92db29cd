package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// Reads again what is said to be here, because nobody knows what happened to it since. On a
/// platform thread: it computes for seconds on end.
final class Recheck implements AutoCloseable {
  private static final byte[] ANY = {}; // instead of a hash: whatever it is

  private final FileChannel channel;
  private final long size;
  private final Map<Integer, byte[]> doubted;
  private final Claims claims;
  private final IntConsumer lost;
  private final Thread thread;
  private volatile boolean ending;

  private Recheck(
      FileChannel channel,
      long size,
      Map<Integer, byte[]> doubted,
      Claims claims,
      IntConsumer lost) {
    this.channel = channel;
    this.size = size;
    this.doubted = doubted;
    this.claims = claims;
    this.lost = lost;
    for (int block : doubted.keySet()) claims.doubt(block);
    thread = Thread.ofPlatform().name("usher-recheck").daemon().unstarted(this::run);
    thread.start();
  }

  /// Begins to read blocks whose hashes a journal has.
  ///
  /// @param lost told of each block that is not as the journal says
  static Recheck journalled(
      FileChannel channel,
      long size,
      Map<Integer, byte[]> journalled,
      Claims claims,
      IntConsumer lost) {
    return new Recheck(channel, size, journalled, claims, lost);
  }

  /// Begins to read all blocks of a file, whatever they are.
  static Recheck all(FileChannel channel, long size, Claims claims) {
    Map<Integer, byte[]> blocks = new TreeMap<>();
    for (int block = 0; block < Blocks.count(size); block++) blocks.put(block, ANY);
    return new Recheck(channel, size, blocks, claims, _ -> {});
  }

  private void run() {
    try {
      readAgain(ByteBuffer.allocate(Blocks.SIZE), Blocks.sha256());
    } finally {
      claims.doubtNothing(); // whoever waits for it goes on, even when there is no memory
    }
  }

  private void readAgain(ByteBuffer buffer, MessageDigest sha) {
    doubted.forEach((block, expected) -> {
      if (ending) return;
      byte[] hash = hash(block, buffer, sha);
      boolean right = hash.length > 0 && (expected.length == 0 || Arrays.equals(hash, expected));
      if (!right) lost.accept(block);
      claims.reread(block, right ? hash : Claims.NONE);
    });
  }

  /// [Claims#NONE] when it cannot be read.
  private byte[] hash(int block, ByteBuffer buffer, MessageDigest sha) {
    buffer.clear().limit(Blocks.length(size, block));
    long at = (long) block * Blocks.SIZE;
    try {
      while (buffer.hasRemaining()) {
        int count = channel.read(buffer, at + buffer.position());
        if (count < 0) return Claims.NONE;
      }
    } catch (IOException _) {
      return Claims.NONE; // what cannot be read is fetched again
    }
    sha.update(buffer.flip());
    return sha.digest();
  }

  /// Stops; what was not read by then is missing.
  @Override
  public void close() {
    ending = true;
    Threads.join(thread);
  }
}
