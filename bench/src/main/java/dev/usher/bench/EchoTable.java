package dev.usher.bench;

import java.util.List;
import java.util.Locale;

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
        entry.each(w -> w.perCpuSecond() / 1_000).show("%.1f"),
        entry == plain ? "1" : entry.beside(plain, Entry.Window::perCpuSecond).show("%.2f"),
        entry.each(w -> 1e6 * w.spent().user() / w.answered()).median(),
        entry.each(w -> 1e6 * w.spent().system() / w.answered()).median(),
        entry.each(w -> w.answered() / w.seconds()).median());
  }
}
