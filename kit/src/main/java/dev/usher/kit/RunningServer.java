package dev.usher.kit;

import dev.usher.kit.Ended.Activity;
import dev.usher.kit.transport.Timers;
import dev.usher.kit.transport.Wire;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A started server: its intakes, and the roster of who is here.
sealed class RunningServer implements Running permits RunningAnswers {
  private final List<? extends Intake> intakes;
  private final List<Thread> threads;
  private final Roster roster;
  private final Counters counters;
  private final Timers timers;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final CountDownLatch receiving;

  RunningServer(List<? extends Intake> intakes, Roster roster, Counters counters, Wire wire) {
    this.intakes = intakes;
    this.roster = roster;
    this.counters = counters;
    timers = wire.timers();
    roster.whenEmpty(() -> intakes.forEach(Intake::release));
    receiving = new CountDownLatch(intakes.size());
    threads = intakes.stream().map(i -> thread(i, wire)).toList();
    for (Intake intake : intakes) counters.tell(new ServerEvent.Listening(intake.address()));
    try {
      threads.forEach(Thread::start);
    } catch (Throwable e) { // the system has no thread for us
      stopListening();
      roster.sessions().forEach(Session::cut);
      throw e;
    }
  }

  private Thread thread(Intake intake, Wire wire) {
    Runnable receive =
        () -> {
          try {
            intake.run();
          } finally {
            receiving.countDown();
          }
        };
    return wire.intake("usher " + intake.address(), receive);
  }

  @Override
  public SocketAddress address() {
    return intakes.getFirst().address();
  }

  @Override
  public int port() {
    if (address() instanceof InetSocketAddress inet) return inet.getPort();
    throw new IllegalStateException(address() + " has no port");
  }

  @Override
  public List<SocketAddress> addresses() {
    return intakes.stream().map(Intake::address).toList();
  }

  @Override
  public void suspend() {
    roster.suspended(true);
  }

  @Override
  public void resume() {
    roster.suspended(false);
  }

  @Override
  public Stats stats() {
    return counters.stats(roster.open());
  }

  @Override
  public DrainReport drain(Duration grace) {
    counters.tell(new ServerEvent.Draining(grace));
    DrainReport report = stop(grace);
    counters.tell(new ServerEvent.Drained(report));
    return report;
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  @Override
  public void join() throws InterruptedException {
    if (roster.sessionOf(Thread.currentThread()) != null) {
      throw new IllegalStateException("a handler cannot wait for the end of its own server");
    }
    roster.await(() -> roster.isClosed() && roster.open() == 0);
    awaitIntakes();
  }

  private DrainReport stop(Duration grace) {
    long begun = timers.nanos();
    stopListening();
    @Nullable Session own = roster.sessionOf(Thread.currentThread());
    if (own == null) {
      DrainReport report = stop(grace, begun, roster.sessions());
      awaitIntakes();
      return report;
    }
    own.drain();
    roster.change(() -> own.drains(true));
    try {
      List<Session> others = new ArrayList<>(roster.sessions());
      others.remove(own);
      return stop(grace, begun, others);
    } finally {
      roster.change(() -> own.drains(false));
    }
  }

  private DrainReport stop(Duration grace, long begun, List<Session> here) {
    boolean inHandler = roster.sessionOf(Thread.currentThread()) != null;
    BooleanSupplier gone = () -> here.stream().allMatch(s -> isDone(s, inHandler));
    boolean inTime = false;
    if (!grace.isZero()) {
      here.forEach(Session::drain);
      inTime = await(gone, grace);
    }
    int abandoned = 0;
    if (!inTime && !gone.getAsBoolean()) {
      for (Session session : here) if (!isDone(session, inHandler)) session.cut();
      abandoned = awaitCut(here, gone);
    }
    return report(here, abandoned, Duration.ofNanos(timers.nanos() - begun));
  }

  /// Two handlers that drain must not wait for each other; anybody else waits for both. A session
  /// is done once its place is free, since the last place frees the sockets too.
  private boolean isDone(Session session, boolean inHandler) {
    return !roster.seats(session) || (inHandler && session.drains());
  }

  private void stopListening() {
    if (!stopped.compareAndSet(false, true)) {
      roster.closed(); // another thread stops the intakes just now: nobody comes in after this
      return;
    }
    intakes.forEach(Intake::stop);
    roster.closed();
    for (Intake intake : intakes) {
      counters.tell(new ServerEvent.Stopped(intake.address()));
    }
  }

  /// Waits by the transport's clock, which in a test stands still until it is moved. Says whether
  /// it was done in time, which it need not be any more: a handler that drained goes on.
  private boolean await(BooleanSupplier done, Duration atMost) {
    AtomicBoolean late = new AtomicBoolean();
    AtomicBoolean inTime = new AtomicBoolean();
    Timers.Cancel timer =
        timers.at(
            timers.nanos() + Deadlines.bounded(atMost).toNanos(),
            () -> roster.change(() -> late.set(true)));
    try {
      roster.await(() -> {
        if (done.getAsBoolean()) inTime.set(true);
        return inTime.get() || late.get();
      });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // whoever stops the stopping wants it sooner
    } finally {
      timer.cancel();
    }
    return inTime.get();
  }

  /// Waits by real time for handlers that have nothing left to wait for; returns how many stay.
  private int awaitCut(List<Session> here, BooleanSupplier gone) {
    try {
      roster.await(gone, Defaults.ABANDON);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (gone.getAsBoolean()) return 0;
    intakes.forEach(Intake::release); // who stays has no claim on the socket of the others
    return (int) here.stream().filter(s -> s.ended() == null).count();
  }

  /// A port is free again only when the thread that received there has left it.
  private void awaitIntakes() {
    if (threads.contains(Thread.currentThread())) return;
    try {
      receiving.await(Defaults.ABANDON.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static DrainReport report(List<Session> here, int abandoned, Duration took) {
    Map<Activity, Integer> cut = new EnumMap<>(Activity.class);
    int finished = 0;
    for (Session session : here) {
      switch (session.outcome()) {
        case Ended.Cut(Activity during) -> cut.merge(during, 1, Integer::sum);
        case Ended _ when session.ended() != null -> finished++;
        case null, default -> {} // its handler drains the server, and goes on
      }
    }
    return new DrainReport(finished, cut, abandoned, took);
  }
}
