package dev.usher.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The echo benchmark: for each cell, every server in a process of its own on one core, warmed up,
/// and then measured in short windows, one server after the other, round by round, so that what
/// disturbs one disturbs all.
final class EchoBench {
  private static final List<Cell> CELLS =
      List.of(
          new Cell(Protocol.TCP, 1, 1),
          new Cell(Protocol.TCP, 1, 16),
          new Cell(Protocol.TCP, 64, 1),
          new Cell(Protocol.TCP, 64, 16),
          new Cell(Protocol.LINES, 64, 16),
          new Cell(Protocol.VISITS, 16, 1),
          new Cell(Protocol.UDP, 1, 1),
          new Cell(Protocol.UDP, 64, 1),
          new Cell(Protocol.UDP, 8, 64));

  private final Options options;
  private final List<Contender> contenders;
  private final Noise noise = new Noise();

  EchoBench(Options options) {
    this.options = options;
    contenders = options.wanted(Contenders.echo(options.beside()));
  }

  void run() throws IOException, InterruptedException {
    boolean pinned = Cores.pinLoad();
    options.head("Echo of 64-byte messages", pinned);
    List<Cell> cells = options.wanted(CELLS);
    contenders.stream()
        .filter(each -> cells.stream().anyMatch(each::takesPartIn))
        .forEach(each -> System.out.println("- " + each.name() + ": " + each.what()));
    for (Cell cell : cells) {
      List<Entry> entries = new ArrayList<>();
      try {
        for (Contender contender : contenders) {
          if (contender.takesPartIn(cell))
            entries.add(new Entry(contender, cell, pinned, options.quick()));
        }
        for (int round = 0; round < options.rounds(); round++) {
          for (Entry entry : entries) entry.measure(options.window(), noise);
        }
        if (!entries.isEmpty()) EchoTable.print(cell, entries);
      } finally {
        for (Entry entry : entries) entry.close();
      }
    }
    System.out.println();
    System.out.print(noise);
  }
}
