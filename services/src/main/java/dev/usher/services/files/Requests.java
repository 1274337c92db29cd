package dev.usher.services.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The blocks of a file that were asked for and are not all here. One thread asks and waits,
/// another notes the answers, which come in the order of the requests (N12).
final class Requests {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Run> open = new ArrayDeque<>();
  private int answered; // blocks of the first of them
  private boolean confirming;
  private boolean unchanged;
  private @Nullable StoreException failure;

  /// What is waited for.
  private interface State {
    boolean reached();
  }

  /// @throws StoreException what [#fail] was told; it is not added then
  void add(Run run) throws StoreException {
    lock.lock();
    try {
      if (failure != null) throw failure;
      open.add(run);
    } finally {
      lock.unlock();
    }
  }

  /// Whether the source has something to answer.
  boolean areDue() {
    lock.lock();
    try {
      return failure == null && (confirming ? !unchanged : !open.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  /// Waits until fewer than so many are open.
  ///
  /// @throws StoreException what [#fail] was told
  void awaitFewer(int runs) throws StoreException, InterruptedException {
    await(() -> open.size() < runs);
  }

  /// Waits until the source has said that the file is what it offered.
  void awaitUnchanged() throws StoreException, InterruptedException {
    change(() -> confirming = true);
    await(() -> unchanged);
  }

  private void await(State state) throws StoreException, InterruptedException {
    lock.lock();
    try {
      while (failure == null && !state.reached()) changed.await();
      if (failure != null) throw failure;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void unchanged() {
    change(() -> unchanged = true);
  }

  /// Whoever waits here fails from now on.
  void fail(StoreException why) {
    change(() -> failure = failure == null ? why : failure);
  }

  boolean failed() {
    lock.lock();
    try {
      return failure != null;
    } finally {
      lock.unlock();
    }
  }

  /// The hash that we know of the block that the next answer must be about; null when we know none.
  ///
  /// @throws IOException when the answer is about another
  byte @Nullable [] known(int block) throws IOException {
    lock.lock();
    try {
      Run run = open.peek();
      if (run == null || block != run.first() + answered) {
        throw new IOException("the other side sends what was not asked for: block " + block);
      }
      return run.known().isEmpty() ? null : run.known().get(answered);
    } finally {
      lock.unlock();
    }
  }

  /// That block is dealt with.
  void answered() {
    change(() -> {
      answered++;
      if (answered < open.element().count()) return;
      open.remove();
      answered = 0;
    });
  }

  private static Run behind(Run run, int blocks) {
    List<byte[]> known =
        run.known().isEmpty() ? run.known() : run.known().subList(blocks, run.count());
    return new Run(run.first() + blocks, run.count() - blocks, known);
  }

  /// What is not answered.
  List<Run> open() {
    lock.lock();
    try {
      List<Run> rest = new ArrayList<>(open);
      if (answered > 0) rest.set(0, behind(rest.getFirst(), answered));
      return rest;
    } finally {
      lock.unlock();
    }
  }
}
