package dev.usher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What an echo benchmark prints for a cell: a table in Markdown.
final class EchoTable {
  private EchoTable() {}

  static void print(Cell cell, List<Entry> entries) {
    Entry plain =
        entries.stream().filter(e -> e.contender.isPlain()).findFirst().orElse(entries.getFirst());
    System.out.println();
    System.out.println(
        "| "
            + cell
            + " | thousands per CPU-second | ratio | µs of CPU each: user, kernel | per second |");
    System.out.println("|---|---|---|---|---|");
    for (Entry entry : entries) System.out.println(row(entry, plain));
  }

  private static String row(Entry entry, Entry plain) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.2f, %.2f | %,.0f |",
        entry.contender.name(),
        each(entry, w -> w.perCpuSecond() / 1_000).show("%.1f"),
        entry == plain ? "1" : ratio(entry, plain).show("%.2f"),
        each(entry, w -> 1e6 * w.spent().user() / w.answered()).median(),
        each(entry, w -> 1e6 * w.spent().system() / w.answered()).median(),
        each(entry, w -> w.answered() / w.seconds()).median());
  }

  /// Round by round, since a round's windows lie close together in time.
  private static Spread ratio(Entry entry, Entry plain) {
    return Spread.of(
        IntStream.range(0, entry.windows.size())
            .mapToObj(
                i -> entry.windows.get(i).perCpuSecond() / plain.windows.get(i).perCpuSecond())
            .toList());
  }

  private static Spread each(Entry entry, Measure measure) {
    List<Double> values = new ArrayList<>();
    for (Entry.Window window : entry.windows) values.add(measure.of(window));
    return Spread.of(values);
  }

  /// A number that a window gives.
  @FunctionalInterface
  private interface Measure {
    double of(Entry.Window window);
  }
}
