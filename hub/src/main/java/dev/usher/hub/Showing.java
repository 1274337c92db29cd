package dev.usher.hub;

import dev.usher.services.chat.Audience;
import dev.usher.services.chat.Guest;
import dev.usher.services.chat.Message;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings messages to the screen on a thread of its own, so that a terminal that is slow, or held
/// by Ctrl-S, makes nobody wait. What a sender writes faster than people read, and what finds the
/// queue full, is counted and told instead of shown; it is in the history (rule H8).
final class Showing implements Audience, AutoCloseable {
  private static final int MOST_WAITING = 2_000;
  private static final int MOST_SENDERS = 1_000;
  private static final Duration TELL = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /// A message to be shown, and who it is from.
  record Item(Guest guest, Message message) {}

  /// What was not shown.
  ///
  /// @param messages how many
  /// @param senders by whom
  record Rest(long messages, List<InetSocketAddress> senders) {}

  /// Where it is shown; on one thread.
  interface Surface {
    void show(List<Item> items);

    void tell(Rest rest);
  }

  private final Consumer<Throwable> failed;
  private final Duration lastWords;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LinkedHashMap<InetSocketAddress, Allowance> allowances =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Map<InetSocketAddress, Long> rest = new LinkedHashMap<>();
  private List<Item> waiting = new ArrayList<>();
  private long unnamed; // not shown, of senders that are too many to list
  private long told = System.nanoTime() - TELL.toNanos();
  private boolean closed;
  private @Nullable Thread thread;

  /// @param failed told when showing fails, which ends it
  Showing(Consumer<Throwable> failed) {
    this(failed, LAST_WORDS);
  }

  /// @param lastWords how long [#close] waits for a terminal to take what is waiting
  Showing(Consumer<Throwable> failed, Duration lastWords) {
    this.failed = failed;
    this.lastWords = lastWords;
  }

  /// Begins to show what has come, and what comes. To be called once.
  void on(Surface surface) {
    thread = Thread.ofPlatform().daemon().name("usher screen").start(() -> run(surface));
  }

  @Override
  public void heard(Guest from, Message message) {
    lock.lock();
    try {
      if (waiting.size() < MOST_WAITING && allowance(from).take(from.lastHeard())) {
        waiting.add(new Item(from, message));
      } else if (rest.size() < MOST_SENDERS || rest.containsKey(from.address())) {
        rest.merge(from.address(), 1L, Long::sum);
      } else {
        unnamed++;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private Allowance allowance(Guest from) {
    Allowance known = allowances.get(from.address());
    if (known != null) return known;
    if (allowances.size() >= MOST_SENDERS) allowances.pollFirstEntry();
    Allowance fresh = new Allowance(from.lastHeard());
    allowances.put(from.address(), fresh);
    return fresh;
  }

  private void run(Surface surface) {
    try {
      while (true) {
        List<Item> items = next();
        Rest untold = items == null || items.isEmpty() ? rest() : null;
        if (items == null) {
          if (untold != null) surface.tell(untold);
          return;
        }
        if (!items.isEmpty()) surface.show(items);
        if (untold != null) surface.tell(untold);
      }
    } catch (InterruptedException _) {
      // the terminal did not take it in time
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  /// Waits for messages, or for the time to tell of the others: then there are none. Null at the
  /// end.
  private @Nullable List<Item> next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        if (rest.isEmpty()) changed.await();
        else if (changed.awaitNanos(told + TELL.toNanos() - System.nanoTime()) <= 0) break;
      }
      if (waiting.isEmpty() && closed) return null;
      List<Item> next = waiting;
      waiting = new ArrayList<>();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Rest rest() {
    lock.lock();
    try {
      if (rest.isEmpty()) return null;
      long messages = unnamed;
      for (long each : rest.values()) messages += each;
      Rest all = new Rest(messages, List.copyOf(rest.keySet()));
      rest.clear();
      unnamed = 0;
      told = System.nanoTime();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// Shows what is waiting, for at most a second unless another time was given.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    Thread thread = this.thread;
    try {
      if (thread != null && !thread.join(lastWords)) thread.interrupt();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
