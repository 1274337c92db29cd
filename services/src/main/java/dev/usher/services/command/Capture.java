package dev.usher.services.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// What a command writes into one of its pipes, up to a limit; what is over it is thrown away.
final class Capture implements Runnable {
  private final InputStream pipe;
  private final int limit;
  private final AtomicLong budget;
  private final Runnable tooMuch;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
  private volatile long written;

  /// @param budget bytes that all commands together may still keep
  /// @param tooMuch called when the limit or the budget is passed, perhaps often
  Capture(InputStream pipe, int limit, AtomicLong budget, Runnable tooMuch) {
    this.pipe = pipe;
    this.limit = limit;
    this.budget = budget;
    this.tooMuch = tooMuch;
  }

  /// Reads to the end; on a platform thread, since reading a pipe would pin a carrier.
  @Override
  public void run() {
    byte[] buffer = new byte[8 * 1024];
    try (pipe) {
      long all = 0;
      for (int count; (count = pipe.read(buffer)) >= 0; ) {
        all += count;
        written = all;
        keep(buffer, Math.min(count, limit - kept.size()));
        if (all > limit) tooMuch.run();
      }
    } catch (IOException _) {
      // the pipe was closed over us: what was kept is what there is
    }
  }

  private void keep(byte[] buffer, int count) {
    if (count <= 0) return;
    if (budget.addAndGet(-count) < 0) {
      budget.addAndGet(count);
      tooMuch.run();
      return;
    }
    kept.write(buffer, 0, count);
  }

  /// Once it has run.
  byte[] kept() {
    return kept.toByteArray();
  }

  long written() {
    return written;
  }

  /// Gives back what was kept.
  void forget() {
    budget.addAndGet(kept.size());
    kept.reset();
  }
}
