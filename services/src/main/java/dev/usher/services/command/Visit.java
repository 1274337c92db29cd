package dev.usher.services.command;

import dev.usher.kit.Connection;
import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// One client's commands, one after the other.
final class Visit {
  /// How long more of a command may take to follow its first piece (C4).
  private static final Duration MOMENT = Duration.ofMillis(20);

  private final Connection<byte[]> client;
  private final CommandOptions options;
  private final Shell shell;
  private final Splitter splitter;
  private final Incoming incoming = new Incoming();

  Visit(Connection<byte[]> client, CommandOptions options, Shell shell, Splitter splitter) {
    this.client = client;
    this.options = options;
    this.shell = shell;
    this.splitter = splitter;
  }

  /// Holds the conversation on the present thread.
  void hold() throws IOException, InterruptedException {
    client.alongside(this::readAhead);
    try {
      for (byte[] piece; (piece = incoming.take()) != null; ) {
        if (!all(splitter.arrived(piece)) || !rest()) return;
      }
      one(splitter.rest());
    } finally {
      incoming.done();
    }
  }

  private void readAhead() throws InterruptedException {
    boolean lost = true;
    boolean silent = false;
    try {
      for (byte[] piece : client) if (!incoming.put(piece)) break;
      lost = false;
    } catch (EndedException e) {
      silent = e.ended() instanceof Ended.Idle; // who waits for an answer has nothing to say
    } finally {
      if (silent) incoming.quiet();
      else incoming.ended(lost);
    }
  }

  /// Runs the rest of what came, unless more of it comes in a moment.
  private boolean rest() throws IOException, InterruptedException {
    while (splitter.expectsMore()) {
      byte[] more = incoming.take(MOMENT);
      if (more == null) break;
      if (!all(splitter.arrived(more))) return false;
    }
    return one(splitter.rest());
  }

  private boolean all(List<Order> orders) throws IOException, InterruptedException {
    for (Order order : orders) if (!one(order)) return false;
    return true;
  }

  /// Obeys one; false when the conversation is to end.
  private boolean one(Order order) throws IOException, InterruptedException {
    if (isGone()) return false;
    return switch (order) {
      case Order.Nothing _ -> true;
      case Order.Run(String text) -> {
        client.send(shell.run(text, client.peer(), incoming.end(), splitter.room()));
        yield true;
      }
      case Order.Refused(String why) -> {
        tell(why);
        yield true;
      }
      case Order.Alien(String why) -> {
        tell(why);
        yield false;
      }
    };
  }

  private void tell(String why) {
    client.send(("[usher: " + why + "]").getBytes(StandardCharsets.US_ASCII));
  }

  /// What arrived before the end still runs, if it is quick (C11).
  private boolean isGone() {
    var end = incoming.end().getNow(null);
    if (end == null) return false;
    return end.lost() || System.nanoTime() - end.at() > options.leave().toNanos();
  }
}
