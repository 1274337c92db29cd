package dev.usher.kit.memory;

import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Timers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A listening socket: its backlog is a bounded queue of connections that wait to be accepted.
final class MemoryListener implements StreamListener {
  private final SocketAddress address;
  private final int room;
  private final Agenda agenda;
  private final BiConsumer<SocketAddress, MemoryListener> release;
  private final Gate gate;
  private final ArrayDeque<MemoryPipe> backlog = new ArrayDeque<>();
  private boolean closed;

  MemoryListener(
      SocketAddress address,
      int room,
      Agenda agenda,
      BiConsumer<SocketAddress, MemoryListener> release) {
    this.address = address;
    this.room = room;
    this.agenda = agenda;
    this.release = release;
    gate = new Gate(agenda);
  }

  /// Puts a client into the backlog, or waits for a place there.
  void connect(MemoryPipe client, Duration within) throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    Timers.Cancel timer =
        agenda.at(agenda.nanos() + within.toNanos(), () -> gate.change(() -> late.set(true)));
    try {
      gate.locked(() -> {
        gate.await("connecting", () -> closed || late.get() || backlog.size() < room);
        if (closed) throw new ConnectException("nobody listens at " + AddressBook.text(address));
        if (late.get()) {
          throw new SocketTimeoutException("no connection to " + address + " within " + within);
        }
        gate.change(() -> backlog.add(client));
        return client;
      });
    } finally {
      timer.cancel();
    }
  }

  @Override
  public void awaitClient() throws IOException {
    gate.locked(() -> {
      gate.await("listening", () -> closed || !backlog.isEmpty());
      return closed;
    });
  }

  @Override
  public @Nullable StreamPipe accept() {
    return gate.locked(() -> {
      MemoryPipe client = backlog.poll();
      gate.change(() -> {}); // there is a place now
      return client;
    });
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public boolean isClosed() {
    return gate.locked(() -> closed);
  }

  @Override
  public void close() {
    release.accept(address, this);
    gate.change(() -> {
      closed = true;
      backlog.forEach(MemoryPipe::abort);
      backlog.clear();
    });
  }
}
