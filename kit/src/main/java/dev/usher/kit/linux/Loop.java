package dev.usher.kit.linux;

import dev.usher.kit.Defaults;
import dev.usher.kit.transport.Spare;
import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One epoll instance and the conversations whose sockets it watches: who has something to do is
/// run, one after the other, on the thread that saw the event.
///
/// That thread, the carrier, changes: when a conversation keeps it, the [Watchdog] gives the loop
/// to another one. All fields but the queue belong to the carrier of the moment.
final class Loop {
  private static final int TURN = 256; // tasks between two looks at the sockets
  private static final int READING = 16 * 1024; // bytes that a read asks for

  private final Epoll epoll = new Epoll();
  private final Places places = new Places();
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Runnable> woken = new ArrayDeque<>(); // by events, of this turn
  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final StreamPipe.Buffers buffers =
      new StreamPipe.Buffers(new Spare(READING), new Spare(Defaults.WRITE_BUFFER));
  private final Watchdog watchdog;
  private final Epoll.Taker taker = this::tell;
  private @Nullable Thread handingOut;
  private volatile Carrier carrier = new Carrier(0);

  Loop(Watchdog watchdog) throws IOException {
    this.watchdog = watchdog;
  }

  /// Watches a pipe's socket from now on, and gives the pipe its mark.
  void add(LinuxPipe pipe, int fd) throws IOException {
    long mark = places.take(pipe);
    try {
      pipe.marked(mark);
      epoll.addSocket(fd, mark);
    } catch (Throwable e) {
      places.leave(mark);
      throw e;
    }
  }

  void remove(long mark) {
    places.leave(mark);
  }

  /// Buffers for those who wait for these sockets.
  StreamPipe.Buffers buffers() {
    return buffers;
  }

  /// How many sockets it watches, about.
  int load() {
    return places.count();
  }

  /// Runs a task soon; from any thread.
  void execute(Runnable task) {
    if (Thread.currentThread().equals(handingOut)) { // only we can have written our own name there
      woken.add(task);
      return;
    }
    queue.add(task);
    if (sleeping.get() && sleeping.compareAndSet(true, false)) epoll.ring();
  }

  boolean isSleeping() {
    return sleeping.get();
  }

  Carrier carrier() {
    return carrier;
  }

  /// Gives the loop to another carrier, unless this one has come back from its task.
  ///
  /// @return the new one, which is to [#serve]; null when there is no need
  @Nullable Carrier displace(Carrier carrier, long task) {
    if (!carrier.displace(task)) return null;
    this.carrier = new Carrier(task + 1);
    return this.carrier;
  }

  /// Serves as the carrier until displaced.
  void serve(Carrier me) {
    while (work(me)) handOut();
  }

  private boolean work(Carrier me) {
    for (Runnable task; (task = woken.poll()) != null; ) if (!me.run(task)) return false;
    for (int i = 0; i < TURN; i++) {
      Runnable task = queue.poll();
      if (task == null) break;
      if (!me.run(task)) return false;
    }
    return true;
  }

  private void handOut() {
    // Who adds to the queue looks whether we sleep; we say that we do, and then look at the queue:
    // one of the two notices.
    sleeping.set(true);
    int count = epoll.await(!queue.isEmpty());
    sleeping.set(false);
    watchdog.keepAwake();
    handingOut = Thread.currentThread();
    epoll.handOut(count, taker);
    handingOut = null;
  }

  private void tell(long mark, int happened) {
    LinuxPipe pipe = places.at(mark);
    if (pipe != null && pipe.mark() == mark) pipe.happened(happened);
  }
}
