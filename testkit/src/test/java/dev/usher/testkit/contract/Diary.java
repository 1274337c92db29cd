package dev.usher.testkit.contract;

import dev.usher.kit.Ended;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.ServerEvents;
import java.util.ArrayList;
import java.util.List;

/// Writes down what a server tells, and lets a test wait for it.
class Diary implements ServerEvents {
  private final List<ServerEvent> events = new ArrayList<>();

  @Override
  public synchronized void on(ServerEvent event) {
    events.add(event);
    notifyAll();
  }

  synchronized <E extends ServerEvent> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Waits for the first so many of a kind.
  synchronized <E extends ServerEvent> List<E> await(Class<E> kind, int count) {
    long until = System.nanoTime() + Wait.LONGEST.toNanos();
    while (all(kind).size() < count) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no " + count + " " + kind.getSimpleName() + " in " + events);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError("the test was interrupted", e);
      }
    }
    return all(kind);
  }

  <E extends ServerEvent> E await(Class<E> kind) {
    return await(kind, 1).getFirst();
  }

  /// How the first conversation that closed ended.
  Ended ended() {
    return await(ServerEvent.Closed.class).why();
  }

  /// The kinds of all that was told so far, in order.
  synchronized List<String> kinds() {
    return events.stream().map(e -> e.getClass().getSimpleName()).toList();
  }
}
