package dev.usher.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A server that takes part in a cell, its clients, and what was measured of it.
final class Entry implements Closeable {
  final Contender contender;
  final List<Window> windows = new ArrayList<>();
  private final ServerProcess server;
  private final Clients clients;

  Entry(Contender contender, Cell cell, boolean pinned, boolean quick) throws IOException {
    this.contender = contender;
    List<String> command = contender.command();
    server = new ServerProcess(pinned ? Cores.pinned(command) : command);
    try {
      clients = warm(server, cell, quick);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// What a server did in one window.
  ///
  /// @param lost messages that had no answer in time
  record Window(long answered, long lost, Proc.Cpu spent, double seconds) {
    double perCpuSecond() {
      return answered / spent.total();
    }

    /// Of CPU for a million answers.
    double secondsPerMillion() {
      return 1e6 * spent.total() / answered;
    }
  }

  /// Of all windows.
  Spread each(ToDoubleFunction<Window> measure) {
    return Spread.of(windows, measure);
  }

  /// As a share of another's, round by round, since a round's windows lie close together in time.
  Spread beside(Entry other, ToDoubleFunction<Window> measure) {
    return Spread.of(
        IntStream.range(0, windows.size())
            .mapToObj(i ->
                measure.applyAsDouble(windows.get(i)) / measure.applyAsDouble(other.windows.get(i)))
            .toList());
  }

  /// Messages without an answer in all windows.
  long lost() {
    return windows.stream().mapToLong(Window::lost).sum();
  }

  InetSocketAddress address() {
    return server.address();
  }

  Proc proc() {
    return server.proc();
  }

  Clients clients() {
    return clients;
  }

  /// Warms the server up: a crowd that comes and goes, and then the measured clients, whose
  /// conversations therefore begin in compiled code, as they do in a server that has run for a
  /// while. A crowd of datagrams has no more in flight than fits a receive buffer.
  private static Clients warm(ServerProcess server, Cell cell, boolean quick) throws IOException {
    int many = cell.mayLose() ? Math.max(8, 64 / cell.inFlight()) : 64;
    Cell crowd = new Cell(cell.protocol(), many, cell.inFlight());
    for (int i = 0; i < (quick ? 10 : 40); i++) {
      try (Clients passing = Clients.of(crowd, server.address())) {
        passing.talk(Duration.ofMillis(50));
      }
    }
    Clients clients = Clients.of(cell, server.address());
    clients.talk(Duration.ofSeconds(quick ? 1 : 3));
    return clients;
  }

  void measure(Duration time, Noise noise) throws IOException {
    Proc.Core coreBefore = Proc.Core.of(Cores.SERVER);
    Proc.Cpu before = server.proc().cpu();
    long begun = System.nanoTime();
    long lost = clients.lost();
    long answered = talk(time);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Proc.Cpu spent = server.proc().cpu().since(before);
    noise.window(coreBefore, Proc.Core.of(Cores.SERVER), spent.total(), seconds);
    windows.add(new Window(answered, clients.lost() - lost, spent, seconds));
  }

  private long talk(Duration time) throws IOException {
    try {
      return clients.talk(time);
    } catch (IOException e) {
      throw new IOException(contender.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    clients.close();
    server.close();
  }
}
