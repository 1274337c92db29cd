package dev.usher.services.files;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A file descriptor that is closed when it is to be, and nobody uses it any more: its number may
/// be another file's right afterwards.
final class Descriptor {
  private final int fd;
  private final AtomicInteger users = new AtomicInteger(1); // this object is one
  private final AtomicBoolean closed = new AtomicBoolean();

  Descriptor(int fd) {
    this.fd = fd;
  }

  /// The number, until [#done].
  int use() throws StoreException {
    if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) throw Failures.closed();
    return fd;
  }

  void done() {
    if (users.decrementAndGet() > 0) return;
    try (Kernel kernel = Kernel.take()) {
      kernel.call(Kernel.Call.CLOSE, fd);
    }
  }

  void close() {
    if (closed.compareAndSet(false, true)) done();
  }
}
