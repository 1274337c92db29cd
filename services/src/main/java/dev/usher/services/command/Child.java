package dev.usher.services.command;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One command under way: its shell, the threads that drain its pipes, and its end.
final class Child {
  private static final int LOOKS = 20;
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final String tag;
  private final Process process;
  private final Capture out;
  private final Capture err;
  private final Thread outReader;
  private final Thread errReader;
  private final long begun = System.nanoTime();
  private final CompletableFuture<Verdict> over = new CompletableFuture<>();
  private int left;

  private Child(String tag, Process process, CommandOptions options, AtomicLong budget) {
    this.tag = tag;
    this.process = process;
    Runnable tooMuch = () -> over.complete(Verdict.OUTPUT);
    out = new Capture(process.getInputStream(), options.output(), budget, tooMuch);
    err = new Capture(process.getErrorStream(), options.output(), budget, tooMuch);
    outReader = Threads.start("usher stdout " + process.pid(), out);
    errReader = Threads.start("usher stderr " + process.pid(), err);
    // Not by onExit: the JDK may tell that only when the pipes are closed, which somebody in the
    // background may hold.
    Thread.ofVirtual().name("usher exit " + process.pid()).start(this::awaitExit);
  }

  private void awaitExit() {
    try {
      process.waitFor();
      over.complete(Verdict.EXITED);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  /// Starts it. Forking takes a millisecond, which a virtual thread must not hold its carrier for.
  static Child start(String text, CommandOptions options, AtomicLong budget)
      throws IOException, InterruptedException {
    CompletableFuture<Child> started = new CompletableFuture<>();
    Threads.start(
        "usher spawn",
        () -> {
          try {
            String tag = Tag.next();
            started.complete(attended(tag, Spawn.start(text, tag), options, budget));
          } catch (IOException | RuntimeException | OutOfMemoryError e) {
            started.completeExceptionally(e);
          }
        });
    try {
      return started.get();
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      // Whoever is cut does not stay for the answer, and must leave nothing behind all the same.
      var _ = started.thenAccept(child -> child.finish());
      throw e;
    }
  }

  /// A shell whose pipes nobody can drain, for want of threads, must not stay.
  private static Child attended(
      String tag, Process process, CommandOptions options, AtomicLong budget) {
    boolean attended = false;
    try {
      Child child = new Child(tag, process, options, budget);
      attended = true;
      return child;
    } finally {
      if (!attended) Sweep.end(tag, process);
    }
  }

  /// The client's input has ended: at once, or after a while, nobody waits for this any more.
  void clientLeft(Incoming.End how, Duration leave) {
    long wait = how.lost() ? 0 : how.at() + leave.toNanos() - System.nanoTime();
    CompletableFuture.delayedExecutor(Math.max(0, wait), TimeUnit.NANOSECONDS)
        .execute(() -> over.complete(Verdict.LEFT));
  }

  /// Waits for the end, and sees that nothing of it is left.
  Verdict await(Duration time) throws InterruptedException {
    try {
      over.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      over.complete(Verdict.TIME);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      over.complete(Verdict.LEFT);
      throw e;
    } finally {
      finish();
    }
    return over.join();
  }

  /// A command is over when its shell is, so that what it left in the background ends too, and lets
  /// go of the pipes. While somebody holds them, somebody was born behind our back: so look again.
  private void finish() {
    int looks = 0;
    do {
      Threads.join(
          Threads.start("usher sweep " + process.pid(), () -> left = Sweep.end(tag, process)));
    } while (left == 0 && !pipesHaveEnded() && ++looks < LOOKS);
  }

  /// Whether nobody writes any more. Whom nothing can end keeps a reader of ours, and what it has
  /// written by now is the answer.
  private boolean pipesHaveEnded() {
    return Threads.join(outReader, PATIENCE) && Threads.join(errReader, PATIENCE);
  }

  /// What it wrote: to stderr if anything, else to stdout (C8).
  byte[] output() {
    return err.written() > 0 ? err.kept() : out.kept();
  }

  void forget() {
    out.forget();
    err.forget();
  }

  CommandLog.Entry entry(Instant at, SocketAddress from, String text) {
    return new CommandLog.Entry(
        at,
        from,
        text,
        over.join().name().toLowerCase(java.util.Locale.ROOT),
        status(),
        Duration.ofNanos(System.nanoTime() - begun).toMillis(),
        out.written(),
        err.written(),
        left);
  }

  /// Of its shell; null when it still lives.
  private @Nullable Integer status() {
    return process.isAlive() ? null : process.exitValue();
  }
}
