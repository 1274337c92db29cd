package dev.usher.hub;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// A numbered list of names, and what somebody who types means by it: numbers and ranges as in
/// `2-5,7`, or a part of a name.
///
/// @param names in order
record Choices(List<String> names) {
  /// What is in the current folder, sorted; folders end with `/`. Hidden names are left out.
  static List<String> here() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> here = Files.newDirectoryStream(Path.of(""))) {
      for (Path each : here) {
        String name = each.getFileName().toString();
        if (!name.startsWith(".")) names.add(Files.isDirectory(each) ? name + "/" : name);
      }
    }
    Collections.sort(names);
    return names;
  }

  /// The indices that are meant, in order; none when nothing fits, or nothing is typed.
  List<Integer> meant(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) return List.of();
    List<Integer> numbers = numbers(text);
    return numbers.isEmpty() ? containing(text) : numbers;
  }

  private List<Integer> containing(String text) {
    String part = text.toLowerCase(Locale.ROOT);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).toLowerCase(Locale.ROOT).contains(part)) found.add(i);
    }
    return found;
  }

  /// None when it is no list of numbers, or one of them is not there.
  private List<Integer> numbers(String text) {
    TreeSet<Integer> indices = new TreeSet<>();
    for (String part : text.split("[,\\s]+", -1)) {
      if (part.isEmpty()) continue; // more is being typed
      if (!part.matches("\\d{1,7}(-\\d{1,7})?")) return List.of();
      String[] ends = part.split("-", -1);
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(ends[ends.length - 1]);
      if (from < 1 || to > names.size() || to < from) return List.of();
      for (int number = from; number <= to; number++) indices.add(number - 1);
    }
    return List.copyOf(indices);
  }

  /// The list while somebody types: what is meant stands out, or is all that is shown.
  ///
  /// @param verb what Enter will do
  /// @param width of the terminal, in columns
  /// @param height how many lines there may be, at least 3
  List<String> lines(String verb, String typed, int width, int height) {
    List<Integer> meant = meant(typed);
    boolean byNumber = !meant.isEmpty() && !numbers(typed.strip()).isEmpty();
    boolean all = typed.isBlank() || byNumber;
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) if (all || meant.contains(i)) shown.add(i);
    int room = height - 2;
    List<String> lines = new ArrayList<>();
    // So far down that the last that is meant by a number is seen.
    int last = byNumber ? meant.getLast() : 0;
    int from = Math.clamp(last - (long) room + 2, 0, Math.max(0, shown.size() - room));
    int to = Math.min(shown.size(), from + room);
    for (int i : shown.subList(from, to)) {
      String mark = meant.contains(i) ? "›" : " ";
      lines.add(
          Columns.clip("%s%4d  %s".formatted(mark, i + 1, Legible.line(names.get(i))), width));
    }
    if (shown.size() > to - from) {
      String more = "       … " + (shown.size() - (to - from)) + " more; type a part of the name";
      lines.add(Columns.clip(more, width));
    }
    lines.add(Columns.clip(hint(verb, typed, meant), width));
    return lines;
  }

  private String hint(String verb, String typed, List<Integer> meant) {
    if (typed.isBlank()) return "numbers as in 2-5,7, or a part of a name; Esc leaves";
    if (meant.isEmpty()) return "no such number or name";
    if (meant.size() > 1) return "Enter: " + verb + " these " + meant.size();
    return "Enter: " + verb + " " + Legible.line(names.get(meant.getFirst()));
  }
}
