package dev.usher.services.files;

import org.jspecify.annotations.Nullable;

/// Forces what was verified of one file to the disk while more comes, so that a loss of power costs
/// at most 64 blocks. One at a time; who is that far ahead of the disk waits. Safe for several
/// threads.
final class Checkpoints {
  private static final int BEGIN_AFTER = 32; // blocks
  private static final int WAIT_AT = 64;

  private final Force force;
  private final boolean wanted;
  private long verified; // bytes
  private long durable;
  private int unforced; // blocks that were verified since the last one began
  private int forcing; // blocks that it forces
  private @Nullable Thread thread;
  private @Nullable StoreException failed;

  /// Forces all that was written.
  interface Force {
    void force() throws StoreException;
  }

  /// @param wanted false when the disk does not matter
  Checkpoints(Force force, boolean wanted) {
    this.force = force;
    this.wanted = wanted;
  }

  synchronized long verified() {
    return verified;
  }

  synchronized long durable() {
    return durable;
  }

  /// A block was verified.
  ///
  /// @throws StoreException when the disk does not take what came before
  synchronized void verified(long bytes) throws StoreException {
    verified += bytes;
    unforced++;
    if (!wanted) return;
    if (failed != null) throw failed;
    if (thread == null && unforced >= BEGIN_AFTER) begin();
    while (thread != null && unforced + forcing > WAIT_AT) {
      try {
        wait();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return; // only the limit is passed, by a block
      }
    }
  }

  private void begin() {
    long reached = verified;
    forcing = unforced;
    unforced = 0;
    thread =
        Thread.ofVirtual()
            .name("usher-checkpoint")
            .start(() -> {
              StoreException trouble = attempt();
              done(reached, trouble);
            });
  }

  private @Nullable StoreException attempt() {
    try {
      force.force();
      return null;
    } catch (StoreException e) {
      return e;
    } catch (RuntimeException | Error e) { // for want of memory, say: somebody may wait for us
      return Failures.failed("could not be forced to the disk: " + e);
    }
  }

  private synchronized void done(long reached, @Nullable StoreException trouble) {
    thread = null;
    forcing = 0;
    if (trouble == null) durable = Math.max(durable, reached);
    else failed = trouble;
    notifyAll();
  }

  /// Waits for one that is going on.
  void await() {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) Threads.join(running);
  }
}
