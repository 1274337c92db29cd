package dev.usher.services.files;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Forces to the disk what several ask for, together: while the disk works for some, the next
/// gather. Few files are forced one by one; for many the whole file system is, once. Its one
/// platform thread does the waiting, which would hold a virtual thread's carrier.
final class Syncer implements AutoCloseable {
  private static final int FEW = 4;
  private static final Request END = new Request(List.of(), false, new CompletableFuture<>());

  private final ForceAll all;
  private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;
  private boolean closed;

  /// Forces something to the disk.
  interface Force {
    void force() throws StoreException;
  }

  /// Forces everything to the disk.
  interface ForceAll {
    /// False when there is no such way.
    boolean force() throws StoreException;
  }

  private record Request(
      List<Force> jobs, boolean oneByOne, CompletableFuture<@Nullable StoreException> done) {}

  /// @param all forces everything
  Syncer(ForceAll all) {
    this.all = all;
  }

  /// Returns when the disk has all of this.
  ///
  /// @param oneByOne whether each is to be forced by itself, however many there are
  void sync(List<Force> jobs, boolean oneByOne) throws StoreException {
    if (jobs.isEmpty()) return;
    Request request = new Request(jobs, oneByOne, new CompletableFuture<>());
    start(request);
    StoreException failed = request.done.join();
    if (failed != null) throw failed;
  }

  private synchronized void start(Request request) throws StoreException {
    if (closed) throw Failures.closed();
    if (thread == null) {
      thread = Thread.ofPlatform().name("usher-sync").daemon().start(this::run);
    }
    asked.add(request);
  }

  private void run() {
    List<Request> together = new ArrayList<>();
    boolean open = true;
    while (open) {
      together.clear();
      try {
        together.add(asked.take());
      } catch (InterruptedException _) {
        continue; // nobody has this thread to interrupt it, and somebody waits for us
      }
      asked.drainTo(together);
      open = !together.remove(END);
      force(together);
    }
  }

  private void force(List<Request> together) {
    int count = 0;
    for (Request request : together) {
      if (!request.oneByOne) count += request.jobs.size();
    }
    @Nullable StoreException failed = null;
    boolean done = false;
    try {
      done = count > FEW && all.force();
    } catch (StoreException e) {
      failed = e;
      done = true;
    } catch (RuntimeException | Error e) { // for want of memory, say: somebody waits for us
      failed = failed(e);
      done = true;
    }
    for (Request request : together) {
      request.done.complete(done && !request.oneByOne ? failed : each(request.jobs));
    }
  }

  private static StoreException failed(Throwable e) {
    return Failures.failed("could not be forced to the disk: " + e);
  }

  private static @Nullable StoreException each(List<Force> jobs) {
    try {
      for (Force job : jobs) job.force();
      return null;
    } catch (StoreException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  /// Does what was asked before, and ends.
  @Override
  public void close() {
    Thread ending;
    synchronized (this) {
      closed = true;
      ending = thread;
      if (ending != null) asked.add(END);
    }
    if (ending != null) Threads.join(ending);
  }
}
