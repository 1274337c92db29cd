package dev.usher.services.command;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Runs commands, as many at once as the options allow, and notes each.
final class Shell {
  /// Runs the text of a command.
  static final Path PATH = Path.of("/bin/sh");

  /// Bytes of output that all commands of a door together may hold.
  private static final long BUDGET = 256L * 1024 * 1024;

  private final CommandOptions options;
  private final CommandLog log;
  private final Semaphore places;
  private final AtomicLong budget;

  Shell(CommandOptions options, CommandLog log) {
    this(options, log, new AtomicLong(BUDGET));
  }

  Shell(CommandOptions options, CommandLog log, AtomicLong budget) {
    this.options = options;
    this.log = log;
    this.budget = budget;
    places = new Semaphore(options.concurrent());
  }

  /// Runs one on behalf of a client and waits for its end.
  ///
  /// @param end the end of the client's input
  /// @param room bytes that the answer may have
  /// @return the answer
  /// @throws IOException when it cannot be noted: then there is no answer
  /// @throws InterruptedException when the hub is being cut; nothing of the command is left then
  byte[] run(String text, SocketAddress from, CompletableFuture<Incoming.End> end, int room)
      throws IOException, InterruptedException {
    Instant begun = Instant.now();
    if (!places.tryAcquire()) {
      log.note(new CommandLog.Entry(begun, from, text, "busy", null, 0, 0, 0, 0));
      String busy = "not run: " + options.concurrent() + " commands run already, the most at once";
      return new Answer(options, room).told(busy);
    }
    try {
      return ran(text, from, end, room, begun);
    } finally {
      places.release();
    }
  }

  private byte[] ran(
      String text, SocketAddress from, CompletableFuture<Incoming.End> end, int room, Instant begun)
      throws IOException, InterruptedException {
    Child child;
    try {
      child = Child.start(text, options, budget);
    } catch (IOException e) {
      log.note(new CommandLog.Entry(begun, from, text, "not started", null, 0, 0, 0, 0));
      return new Answer(options, room).told("not run: " + e.getMessage());
    }
    try {
      var _ = end.thenAccept(how -> child.clientLeft(how, options.leave()));
      Verdict verdict = child.await(options.time());
      return new Answer(options, room).of(child, verdict);
    } finally {
      child.forget();
      log.note(child.entry(begun, from, text));
    }
  }
}
