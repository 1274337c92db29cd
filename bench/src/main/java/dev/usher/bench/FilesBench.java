package dev.usher.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Moves one long file, and many small ones, over loopback and in memory, by what people have and
/// by the hub: whole processes in turns.
final class FilesBench {
  private static final long MIB = 1024 * 1024;

  private final Options options;

  FilesBench(Options options) {
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    Scratch scratch = Scratch.make();
    Movers movers = new Movers(scratch);
    for (Cargo cargo : options.wanted(cargoes())) {
      cargo.make(scratch.in());
      measure(cargo, movers.of(cargo), scratch);
      scratch.empty(scratch.in());
      Scratch.delete(scratch.hub());
    }
  }

  private List<Cargo> cargoes() {
    return options.quick()
        ? List.of(new Cargo("large", 1, 128 * MIB), new Cargo("small", 1_000, 4096))
        : List.of(
            new Cargo("large", 1, 2048 * MIB),
            new Cargo("small", 10_000, 4096),
            new Cargo("many", 100_000, 4096));
  }

  private void measure(Cargo cargo, List<Mover> movers, Scratch scratch)
      throws IOException, InterruptedException {
    Map<Mover, List<Move>> moves = new LinkedHashMap<>();
    for (Mover mover : options.wanted(movers)) moves.put(mover, new ArrayList<>());
    Set<Mover> failed = new HashSet<>();
    for (int round = 0; round < options.rounds(); round++) {
      for (Map.Entry<Mover, List<Move>> each : moves.entrySet()) {
        if (failed.contains(each.getKey())) continue;
        try {
          each.getValue().add(Move.of(each.getKey(), cargo, scratch));
        } catch (IOException e) {
          System.err.println("left out: " + each.getKey() + " failed: " + e.getMessage());
          failed.add(each.getKey());
        }
      }
    }
    moves.keySet().removeAll(failed);
    System.out.printf(
        Locale.ROOT,
        "%n| %s | %s | CPU seconds, both ends |%n|---|---|---|%n",
        cargo.title(),
        cargo.unit());
    moves.forEach((mover, list) -> System.out.println(row(mover, cargo, list)));
  }

  private static String row(Mover mover, Cargo cargo, List<Move> moves) {
    return "| %s | %s | %s |"
        .formatted(
            mover,
            Spread.of(moves, move -> cargo.rate(move.seconds())).show("%,.0f"),
            Spread.of(moves, Move::cpu).show("%.2f"));
  }
}
