package dev.usher.hub;

import dev.usher.kit.ServerEvent;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.jfr.JfrEvents;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.FlightRecorder;

/// Tells the person who runs a hub what goes wrong in it: for each door at most one notice a
/// minute, since it is often strangers who cause them.
final class Notices {
  private static final long APART = Duration.ofMinutes(1).toNanos();

  private final PrintStream err;
  private volatile boolean stopping;

  Notices(PrintStream err) {
    this.err = err;
  }

  /// From now on things fail because doors close; nobody needs to hear of that.
  void stopping() {
    stopping = true;
  }

  /// The events of a door: told to the person, and to Flight Recorder when it records from the
  /// start. Else its classes are not even loaded, since they would make every start slower.
  ServerEvents of(String door) {
    ServerEvents told = told(door);
    return FlightRecorder.isInitialized() ? told.and(new JfrEvents()) : told;
  }

  private ServerEvents told(String door) {
    AtomicLong next = new AtomicLong(System.nanoTime());
    return event -> {
      switch (event) {
        case ServerEvent.Failed(_, ProtocolException _) -> {} // the door itself has told it
        case ServerEvent.Failed(var peer, IOException cause) ->
            say(next, door + ": could not answer " + peer + ": " + cause.getMessage());
        case ServerEvent.Failed(var peer, Throwable cause) -> {
          if (say(next, door + ": a fault of Usher's, met by " + peer)) cause.printStackTrace(err);
        }
        case ServerEvent.Troubled(var address, var cause) ->
            say(next, door + " at " + address + ": " + cause.getMessage() + "; trying again");
        case ServerEvent.Fallback _,
            ServerEvent.Listening _,
            ServerEvent.Opened _,
            ServerEvent.Refused _,
            ServerEvent.Closed _,
            ServerEvent.Dropped _,
            ServerEvent.Overflowed _,
            ServerEvent.Draining _,
            ServerEvent.Drained _,
            ServerEvent.Stopped _ -> {}
      }
    };
  }

  private boolean say(AtomicLong next, String notice) {
    if (stopping) return false;
    long due = next.get();
    long now = System.nanoTime();
    if (now - due < 0 || !next.compareAndSet(due, now + APART)) return false;
    err.println("usher: " + notice);
    return true;
  }
}
