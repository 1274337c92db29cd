package dev.usher.kit;

import dev.usher.kit.Ended.Activity;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One conversation from beginning to end, on a virtual thread of its own.
final class Session implements Runnable {
  private final Roster.Permit permit;
  private final Counters counters;
  private final Supplier<Guest> welcome;
  private volatile @Nullable Guest guest;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Ended ended;
  private volatile boolean asked; // to end at a boundary
  private volatile boolean cut;
  private volatile boolean drains;

  /// @param welcome makes the conversation, on the session's own thread: the place for a handshake
  Session(Roster.Permit permit, Counters counters, Supplier<Guest> welcome) {
    this.permit = permit;
    this.counters = counters;
    this.welcome = welcome;
  }

  /// A conversation and the handler that will hold it.
  record Guest(Conversation<?> conversation, Connection.Task handler) {}

  @Override
  public void run() {
    thread = Thread.currentThread();
    try (permit) {
      begin();
    }
  }

  private void begin() {
    try {
      Guest guest = welcome.get();
      this.guest = guest;
      if (asked) guest.conversation().drain();
      if (cut) {
        guest.conversation().cut(new Ended.Cut(Activity.WORKING));
        Thread.currentThread().interrupt(); // whoever cut it had no thread to interrupt yet
      }
      converse(guest.conversation(), guest.handler());
    } catch (Throwable e) {
      // Before the permit returns: whoever waits for this session looks again then.
      ended = new Ended.Failed(e);
      throw e;
    }
  }

  private void converse(Conversation<?> client, Connection.Task handler) {
    long begun = client.watch.now();
    counters.tell(new ServerEvent.Opened(client));
    @Nullable Throwable failure = null;
    try {
      handler.run();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    if (!cut) Thread.interrupted(); // it was the handler's; what it has answered still leaves
    client.close();
    Ended why = client.conclude(failure);
    if (why instanceof Ended.Failed(Throwable cause)) {
      counters.tell(new ServerEvent.Failed(client.peer(), cause));
    }
    Duration lasted = Duration.ofNanos(client.watch.now() - begun);
    counters.tell(new ServerEvent.Closed(client, why, lasted));
    ended = why;
  }

  /// Asks the conversation to end at its next message boundary.
  void drain() {
    asked = true;
    Guest guest = this.guest;
    if (guest != null) guest.conversation().drain();
  }

  /// Ends the conversation now, and interrupts a handler that is not in it.
  void cut() {
    cut = true;
    Guest guest = this.guest;
    if (guest != null) guest.conversation().cut(new Ended.Cut(guest.conversation().activity()));
    Thread thread = this.thread;
    if (thread != null) thread.interrupt();
  }

  /// Whether this is the thread of the handler or of one of its helpers.
  boolean isHeldBy(Thread other) {
    Guest guest = this.guest;
    return other.equals(thread) || (guest != null && guest.conversation().isHeldBy(other));
  }

  /// How it ended; null while it goes on.
  @Nullable Ended ended() {
    return ended;
  }

  /// How it ended, or what will have ended it when its handler returns.
  @Nullable Ended outcome() {
    Ended ended = this.ended;
    Guest guest = this.guest;
    return ended != null || guest == null ? ended : guest.conversation().ended();
  }

  /// The handler of this session drains the server; other handlers that do so do not wait for it.
  void drains(boolean now) {
    drains = now;
  }

  boolean drains() {
    return drains;
  }
}
