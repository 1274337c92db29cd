package dev.usher.kit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Who is here, and who may come in: permits, and the sessions that hold them.
final class Roster {
  private final int places;
  private final int perAddress;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<InetAddress, Integer> addresses = new HashMap<>();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private Runnable whenEmpty = () -> {};
  private int taken;
  private boolean suspended;
  private boolean closed;

  Roster(int places, int perAddress) {
    this.places = places;
    this.perAddress = perAddress;
  }

  /// What to do, once, when the server is closed and the last session has left; must not block.
  void whenEmpty(Runnable task) {
    whenEmpty = task;
  }

  /// Waits for a place and takes it; null once the server is closed.
  @Nullable Permit awaitPermit() {
    return take(true);
  }

  /// Takes a place if there is one.
  @Nullable Permit tryPermit() {
    return take(false);
  }

  private @Nullable Permit take(boolean waiting) {
    lock.lock();
    try {
      while (waiting && !closed && (suspended || taken == places)) changed.awaitUninterruptibly();
      if (closed || taken == places) return null;
      taken++;
      return new Permit();
    } finally {
      lock.unlock();
    }
  }

  /// Waits while the server is suspended.
  void awaitResumed() {
    lock.lock();
    try {
      while (suspended && !closed) changed.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a time, or until the server is closed.
  void pause(Duration time) {
    try {
      await(() -> closed, time);
    } catch (InterruptedException _) {
      // only somebody who wants the wait to end interrupts an intake's thread
    }
  }

  void suspended(boolean now) {
    change(() -> suspended = now);
  }

  /// Lets nobody in any more.
  void closed() {
    change(() -> closed = true);
  }

  /// Changes something that others wait for.
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      if (closed && sessions.isEmpty()) {
        whenEmpty.run();
        whenEmpty = () -> {};
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the condition holds, looking again at every [#change].
  void await(BooleanSupplier condition) throws InterruptedException {
    lock.lock();
    try {
      while (!condition.getAsBoolean()) changed.await();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the condition for at most this much real time.
  void await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (left > 0 && !condition.getAsBoolean()) left = changed.awaitNanos(left);
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  int open() {
    return sessions.size();
  }

  /// Whether it still has its place; once it has not, what its leaving brought about is done too.
  boolean seats(Session session) {
    lock.lock();
    try {
      return sessions.contains(session);
    } finally {
      lock.unlock();
    }
  }

  List<Session> sessions() {
    return List.copyOf(sessions);
  }

  /// The session that this thread belongs to, if any.
  @Nullable Session sessionOf(Thread thread) {
    for (Session session : sessions) if (session.isHeldBy(thread)) return session;
    return null;
  }

  /// One place, until it is closed.
  final class Permit implements AutoCloseable {
    private @Nullable InetAddress address;
    private @Nullable Session session;

    private Permit() {}

    /// Counts the client under its IP address; false when there are enough of those. Clients
    /// without an IP address are not counted.
    boolean admits(SocketAddress peer) {
      if (!(peer instanceof InetSocketAddress inet) || perAddress >= places) return true;
      lock.lock();
      try {
        if (addresses.merge(inet.getAddress(), 1, Integer::sum) <= perAddress) {
          address = inet.getAddress();
          return true;
        }
        forget(inet.getAddress());
        return false;
      } finally {
        lock.unlock();
      }
    }

    /// Lists the session; false when the server was closed meanwhile, and it must not begin.
    boolean seat(Session session) {
      lock.lock();
      try {
        if (closed) return false;
        this.session = session;
        sessions.add(session);
        return true;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      change(() -> {
        taken--;
        if (address != null) forget(address);
        if (session != null) sessions.remove(session);
      });
    }

    private void forget(InetAddress address) {
      addresses.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
