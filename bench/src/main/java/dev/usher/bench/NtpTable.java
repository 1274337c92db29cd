package dev.usher.bench;

import java.util.List;
import java.util.Locale;

/// What the NTP benchmark prints of the servers' CPU: a table in Markdown.
final class NtpTable {
  private NtpTable() {}

  static void print(Cell cell, List<Entry> entries) {
    Entry plain = entries.getFirst();
    System.out.println();
    System.out.println(
        "| " + cell + " | CPU seconds per million | ratio | user, kernel | per second | lost |");
    System.out.println("|---|---|---|---|---|---|");
    for (Entry entry : entries) System.out.println(row(entry, plain));
  }

  private static String row(Entry entry, Entry plain) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.2f, %.2f | %,.0f | %d |",
        entry.contender.name(),
        entry.each(Entry.Window::secondsPerMillion).show("%.2f"),
        entry == plain ? "1" : entry.beside(plain, Entry.Window::secondsPerMillion).show("%.2f"),
        entry.each(w -> 1e6 * w.spent().user() / w.answered()).median(),
        entry.each(w -> 1e6 * w.spent().system() / w.answered()).median(),
        entry.each(w -> w.answered() / w.seconds()).median(),
        entry.lost());
  }
}
