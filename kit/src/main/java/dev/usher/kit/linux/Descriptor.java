package dev.usher.kit.linux;

import java.util.concurrent.atomic.AtomicInteger;

/// A file descriptor that several threads use. Its number may belong to somebody else the moment
/// after it is closed, so it is closed by the last who uses it: closing marks it, and from then on
/// nobody begins to use it.
final class Descriptor {
  private static final int CLOSED = Integer.MIN_VALUE;

  final int number;
  private final Runnable release;
  private final AtomicInteger users = new AtomicInteger();

  /// @param release closes the number and frees what goes with it; runs once, on the thread of the
  ///   last user
  Descriptor(int number, Runnable release) {
    this.number = number;
    this.release = release;
  }

  /// Begins to use the number, which then stays valid until [#leave]; false when it is closed.
  boolean enter() {
    int now;
    do {
      now = users.get();
      if (now < 0) return false;
    } while (!users.compareAndSet(now, now + 1));
    return true;
  }

  void leave() {
    if (users.decrementAndGet() == CLOSED) release.run();
  }

  boolean isClosed() {
    return users.get() < 0;
  }

  /// Lets nobody begin any more. For somebody who uses it, and then leaves it.
  ///
  /// @return whether this was the first to do so
  boolean close() {
    return users.getAndUpdate(now -> now < 0 ? now : now + CLOSED) >= 0;
  }
}
