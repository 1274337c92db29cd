package dev.usher.kit;

import dev.usher.kit.transport.Arrival;
import dev.usher.kit.transport.PacketPipe;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Answers datagrams on the thread that receives them, and keeps nothing.
final class AnswerLoop implements Intake {
  private final PacketPipe pipe;
  private final Roster roster;
  private final Counters counters;
  private final PacketServer<?> server;
  private final DatagramHandler handler;
  private final ReentrantLock working = new ReentrantLock();
  private volatile boolean stopped;

  AnswerLoop(
      PacketPipe pipe,
      Roster roster,
      Counters counters,
      PacketServer<?> server,
      DatagramHandler handler) {
    this.pipe = pipe;
    this.roster = roster;
    this.counters = counters;
    this.server = server;
    this.handler = handler;
  }

  @Override
  public void run() {
    PacketLoop.receiveAll(pipe, roster, counters, this::packet);
  }

  private void packet(Arrival packet) {
    working.lock();
    try {
      sort(packet);
    } catch (Exception failure) {
      counters.tell(new ServerEvent.Failed(packet.route().peer(), failure));
    } finally {
      working.unlock();
      if (stopped) pipe.close();
    }
  }

  private void sort(Arrival packet) throws Exception {
    SocketAddress from = packet.route().peer();
    if (stopped) {
      counters.dropped(from, Drop.DRAINING);
    } else if (packet.cut()) {
      counters.dropped(from, Drop.TOO_LONG);
    } else if (!server.setup.admits.test(from)) {
      counters.dropped(from, Drop.NOT_ADMITTED);
    } else if (!server.setup.withinRate.test(from)) {
      counters.dropped(from, Drop.OVER_RATE);
    } else {
      handler.handle(new Datagram(pipe, packet, server.framing.limit()));
    }
  }

  @Override
  public SocketAddress address() {
    return pipe.address();
  }

  /// Lets the packet that is being answered have its reply. A handler that stops its own server has
  /// it too: the receiving thread closes the socket after that.
  @Override
  public void stop() {
    stopped = true;
    if (working.isHeldByCurrentThread()) return;
    boolean idle = false;
    try {
      idle = working.tryLock(Defaults.ABANDON.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      pipe.close();
      if (idle) working.unlock();
    }
  }

  @Override
  public void release() {}
}
