package dev.usher.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long an answer takes while a server is half busy: each is asked by 64 clients half as often
/// as it could answer, in short windows, one server after the other, round by round.
final class LatencyBench {
  private static final Cell CELL = new Cell(Protocol.TCP, 64, 1);
  private static final double SHARE = 0.5;
  private static final int SATURATING_ROUNDS = 3;

  private final Options options;
  private final Noise noise = new Noise();

  LatencyBench(Options options) {
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    boolean pinned = Cores.pinLoad();
    options.head("Echo to 64 clients at half of what a server can", pinned);
    List<Contender> all =
        Contenders.echo(options.beside()).stream().filter(c -> c.takesPartIn(CELL)).toList();
    List<Paced> servers = new ArrayList<>();
    try {
      for (Contender contender : options.wanted(all)) {
        System.out.println("- " + contender.name() + ": " + contender.what());
        servers.add(new Paced(new Entry(contender, CELL, pinned, options.quick())));
      }
      for (int round = 0; round < SATURATING_ROUNDS; round++) {
        for (Paced each : servers) each.entry.measure(options.window(), noise);
      }
      for (Paced each : servers) each.talk(Duration.ofSeconds(1), noise); // not counted
      for (Paced each : servers) each.windows.clear();
      for (int round = 0; round < options.rounds(); round++) {
        for (Paced each : servers) each.talk(options.window(), noise);
      }
      print(servers);
    } finally {
      for (Paced each : servers) each.entry.close();
    }
  }

  private void print(List<Paced> servers) {
    System.out.println();
    System.out.println(
        EchoTable.row(
            List.of(
                CELL.connections() + " clients",
                "per second",
                "CPU %",
                "p50 µs",
                "p99 µs",
                "p99.9 µs")));
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    for (Paced each : servers) System.out.println(each.row());
    System.out.println();
    System.out.print(noise);
  }

  /// A server, and what was measured of it.
  private static final class Paced {
    final Entry entry;
    final List<Window> windows = new ArrayList<>();

    Paced(Entry entry) {
      this.entry = entry;
    }

    /// @param busy CPU seconds of the server for each second, in percent
    record Window(double busy, double p50, double p99, double p999) {}

    /// What its core could do if nobody else were on it.
    double rate() {
      return SHARE * entry.each(Entry.Window::perCpuSecond).median();
    }

    void talk(Duration time, Noise noise) throws IOException {
      try (PacedClients clients = new PacedClients(entry.address(), CELL.connections())) {
        Proc.Core coreBefore = Proc.Core.of(Cores.SERVER);
        Proc.Cpu before = entry.proc().cpu();
        long begun = System.nanoTime();
        Latencies seen = clients.talk(rate(), time);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double spent = entry.proc().cpu().since(before).total();
        noise.window(coreBefore, Proc.Core.of(Cores.SERVER), spent, seconds);
        double busy = 100 * spent / seconds;
        windows.add(
            new Window(busy, seen.percentile(50), seen.percentile(99), seen.percentile(99.9)));
      } catch (IOException e) {
        throw new IOException(entry.contender.name() + ": " + e.getMessage(), e);
      }
    }

    String row() {
      return EchoTable.row(
          List.of(
              entry.contender.name(),
              String.format(Locale.ROOT, "%,.0f", rate()),
              Spread.of(windows, Window::busy).show("%.0f"),
              Spread.of(windows, Window::p50).show("%.0f"),
              Spread.of(windows, Window::p99).show("%.0f"),
              Spread.of(windows, Window::p999).show("%.0f")));
    }
  }
}
