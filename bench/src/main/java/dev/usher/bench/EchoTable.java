package dev.usher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an echo benchmark prints for a cell: a table in Markdown, with a column for each yardstick
/// that takes part.
final class EchoTable {
  private static final List<String> YARDSTICKS = List.of("C ", "Netty epoll", "plain ");

  private EchoTable() {}

  static void print(Cell cell, List<Entry> entries) {
    List<Entry> yardsticks =
        YARDSTICKS.stream()
            .flatMap(start ->
                entries.stream().filter(e -> e.contender.name().startsWith(start)).limit(1))
            .toList();
    List<String> head = new ArrayList<>(List.of(cell.toString(), "thousands per CPU-second"));
    for (Entry yardstick : yardsticks) head.add("of " + yardstick.contender.name());
    head.addAll(List.of("µs of CPU each: user, kernel", "per second"));
    if (cell.mayLose()) head.add("lost");
    System.out.println();
    System.out.println(row(head));
    System.out.println(row(head.stream().map(_ -> "---").toList()));
    for (Entry entry : entries) System.out.println(row(cells(entry, yardsticks, cell.mayLose())));
  }

  private static List<String> cells(Entry entry, List<Entry> yardsticks, boolean mayLose) {
    List<String> cells = new ArrayList<>();
    cells.add(entry.contender.name());
    cells.add(entry.each(w -> w.perCpuSecond() / 1_000).show("%.1f"));
    for (Entry yardstick : yardsticks) {
      cells.add(
          entry == yardstick
              ? "1"
              : entry.beside(yardstick, Entry.Window::perCpuSecond).show("%.2f"));
    }
    cells.add(
        String.format(
            Locale.ROOT,
            "%.2f, %.2f",
            entry.each(w -> 1e6 * w.spent().user() / w.answered()).median(),
            entry.each(w -> 1e6 * w.spent().system() / w.answered()).median()));
    cells.add(
        String.format(Locale.ROOT, "%,.0f", entry.each(w -> w.answered() / w.seconds()).median()));
    if (mayLose) cells.add(Long.toString(entry.lost()));
    return cells;
  }

  /// A row of a table in Markdown.
  static String row(List<String> cells) {
    return Stream.concat(cells.stream(), Stream.of(""))
        .collect(Collectors.joining(" | ", "| ", ""))
        .strip();
  }
}
