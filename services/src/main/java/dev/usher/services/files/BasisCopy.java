package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The copying of what a [Basis] has of a file into its [PartFile], while the rest comes in: it may
/// take minutes, in which nobody who sends should have to wait. On a platform thread, since it
/// moves bytes on end. Safe for several threads.
final class BasisCopy implements AutoCloseable {
  private final StoredFile from;
  private final PartFile to;
  private final Map<Integer, byte[]> left = new ConcurrentSkipListMap<>(); // and their hashes
  private final MessageDigest sha = Blocks.sha256();
  private final Thread thread;
  private volatile boolean ending;
  private volatile @Nullable StoreException failed;

  /// Begins to copy the blocks that are known by now.
  BasisCopy(StoredFile from, PartFile to, Claims claims) {
    this.from = from;
    this.to = to;
    for (int block = 0; block < Blocks.count(from.entry().size()); block++) {
      byte[] hash = claims.hash(block);
      if (hash.length > 0) left.put(block, hash);
    }
    thread = Thread.ofPlatform().name("usher-copy").daemon().unstarted(this::run);
    thread.start();
  }

  private void run() {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(Blocks.SIZE);
      for (int block : left.keySet()) {
        if (ending) return;
        copy(block, buffer);
      }
    } catch (StoreException e) {
      failed = e;
    } catch (RuntimeException | Error e) { // for want of memory, say
      failed = Failures.failed(from.entry().path() + " could not be copied: " + e);
    }
  }

  private void copy(int block, ByteBuffer buffer) throws StoreException {
    byte[] hash = left.get(block);
    if (hash == null) return;
    read(buffer.clear().limit(Blocks.length(from.entry().size(), block)), at(block));
    // The file may have lost its name to another sender by now: what counts is what is in it.
    sha.update(buffer.flip());
    boolean same = Arrays.equals(sha.digest(), hash);
    synchronized (this) { // so that nothing old is written over what has come
      if (left.remove(block) == null) return;
      if (!same) {
        throw Failures.failed(
            from.entry().path() + " was changed by another program meanwhile; send it again");
      }
      to.write(at(block), buffer.rewind());
      to.verified(block, hash, false);
    }
  }

  private static long at(int block) {
    return (long) block * Blocks.SIZE;
  }

  private void read(ByteBuffer into, long at) throws StoreException {
    try {
      while (into.hasRemaining()) {
        int count = from.channel().read(into, at + into.position());
        if (count < 0) throw Failures.failed(from.entry().path() + " was cut short meanwhile");
      }
    } catch (IOException e) {
      throw Failures.of(e, from.entry().path());
    }
  }

  /// This block comes anew: from here on it is not touched. Waits at most while one is written,
  /// whatever the disk takes to read one.
  ///
  /// @throws StoreException when the copying has failed
  void overtake(int block) throws StoreException {
    synchronized (this) {
      left.remove(block);
    }
    check();
  }

  private void check() throws StoreException {
    if (failed != null) throw failed;
  }

  /// Waits until all is copied; false when it takes longer than that.
  ///
  /// @throws StoreException when it has failed
  boolean await(Duration most) throws StoreException, InterruptedException {
    boolean done = thread.join(most);
    check();
    return done;
  }

  /// Waits until all is copied, whoever interrupts.
  ///
  /// @throws StoreException when it has failed
  void finish() throws StoreException {
    Threads.join(thread);
    check();
  }

  /// Stops.
  @Override
  public void close() {
    ending = true;
    Threads.join(thread);
  }
}
