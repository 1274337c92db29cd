package dev.usher.kit;

import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Lets stream clients in at one address: waits for a client, takes a permit, accepts, and starts a
/// [Session]. While there is no permit, clients wait in the listener's backlog.
final class Acceptor implements Intake {
  private static final Duration EXHAUSTED = Duration.ofMillis(100);

  private final StreamListener listener;
  private final Setup setup;
  private final Roster roster;
  private final Counters counters;
  private final Greeter greeter;
  private int failures; // in a row

  Acceptor(
      StreamListener listener, Setup setup, Roster roster, Counters counters, Greeter greeter) {
    this.listener = listener;
    this.setup = setup;
    this.roster = roster;
    this.counters = counters;
    this.greeter = greeter;
  }

  /// Makes a guest of a connected pipe, on the session's thread.
  @FunctionalInterface
  interface Greeter {
    Session.Guest greet(StreamPipe pipe);
  }

  @Override
  public void run() {
    while (!listener.isClosed()) {
      try {
        listener.awaitClient();
        // Only now, so that several listeners of one server do not hoard permits.
        Roster.Permit permit = roster.awaitPermit();
        if (permit == null) return;
        StreamPipe pipe = accept(permit);
        failures = 0;
        if (pipe != null) welcome(pipe, permit);
      } catch (Throwable e) { // without descriptors, even classes may fail to load
        switch (AcceptFailure.of(listener.isClosed(), ++failures)) {
          case CLOSED -> {}
          case PASSING -> counters.tell(new ServerEvent.Troubled(address(), e));
          case EXHAUSTED -> {
            counters.tell(new ServerEvent.Troubled(address(), e));
            roster.pause(EXHAUSTED);
          }
        }
      }
    }
  }

  private @Nullable StreamPipe accept(Roster.Permit permit) throws IOException {
    @Nullable StreamPipe pipe = null;
    try {
      pipe = listener.accept();
      return pipe;
    } finally {
      if (pipe == null) permit.close();
    }
  }

  private void welcome(StreamPipe pipe, Roster.Permit permit) {
    boolean seated = false;
    try {
      Refusal refusal = refusal(pipe.peer(), permit);
      if (refusal != null) {
        counters.tell(new ServerEvent.Refused(pipe.peer(), refusal));
        return;
      }
      Session session = new Session(permit, counters, () -> greeter.greet(pipe));
      Thread thread = setup.wire.thread(pipe, "usher " + pipe.peer(), session);
      seated = permit.seat(session);
      if (seated) thread.start();
    } catch (Throwable e) {
      // The predicate's own failure, or no memory for a thread: one client's trouble, not the
      // server's.
      seated = false;
      counters.tell(new ServerEvent.Failed(pipe.peer(), e));
    } finally {
      if (!seated) {
        pipe.close();
        permit.close();
      }
    }
  }

  private @Nullable Refusal refusal(SocketAddress peer, Roster.Permit permit) {
    if (!setup.admits.test(peer)) return Refusal.NOT_ADMITTED;
    return permit.admits(peer) ? null : Refusal.PER_ADDRESS;
  }

  @Override
  public SocketAddress address() {
    return listener.address();
  }

  @Override
  public void stop() {
    listener.close();
  }

  @Override
  public void release() {}

  /// What a failure to accept means. The JDK tells the kinds apart only by message texts, so that
  /// it is told by how often it happens: a client that vanished fails once, and the next call
  /// succeeds; without descriptors every call fails at once, and retrying without a pause would
  /// spin.
  private enum AcceptFailure {
    CLOSED,
    PASSING,
    EXHAUSTED;

    static AcceptFailure of(boolean closed, int inARow) {
      if (closed) return CLOSED;
      return inARow == 1 ? PASSING : EXHAUSTED;
    }
  }
}
