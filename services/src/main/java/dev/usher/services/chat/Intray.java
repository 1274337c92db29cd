package dev.usher.services.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What has come and was not looked at yet: bounded by its weight. When it is full whoever puts
/// something in waits, and datagrams wait in the system's buffer (rule H8). It loses nothing.
final class Intray {
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<Arrival> waiting = new ArrayList<>();
  private int weight;
  private boolean closed;

  /// @param most bytes that may wait; a single arrival may weigh more
  Intray(int most) {
    this.most = most;
  }

  /// Puts it in, waiting for room; false when nobody will look any more.
  boolean put(Arrival arrival) {
    lock.lock();
    try {
      while (!closed && weight > 0 && weight + arrival.weight() > most) {
        changed.awaitUninterruptibly();
      }
      if (closed) return false;
      waiting.add(arrival);
      weight += arrival.weight();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for something and takes all that is there, in the order in which it came; nothing once
  /// the tray is closed and empty.
  List<Arrival> take() {
    lock.lock();
    try {
      while (!closed && waiting.isEmpty()) changed.awaitUninterruptibly();
      List<Arrival> taken = waiting;
      waiting = new ArrayList<>();
      weight = 0;
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more; what is there may still be taken.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
