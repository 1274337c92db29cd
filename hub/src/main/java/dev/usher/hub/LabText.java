package dev.usher.hub;

import dev.usher.hub.lab.Claim;
import dev.usher.hub.lab.Experiment;
import dev.usher.hub.lab.Finding;
import dev.usher.hub.lab.Table;
import dev.usher.hub.lab.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What `usher lab` tells a person, in lines of at most 80 characters if the values let it.
///
/// @param colours whether type may be coloured
record LabText(boolean colours) {
  private static final int WIDTH = 78;

  /// The experiments by name and question.
  String list(List<Experiment> experiments) {
    StringBuilder text = new StringBuilder(painted("1", "%-16s%s".formatted("NAME", "QUESTION")));
    for (Experiment each : experiments) {
      text.append("\n%-16s%s".formatted(each.name(), each.question()));
    }
    return text + "\n\nusher lab NAME runs one, usher lab --all runs them all.\n";
  }

  /// What is asked.
  String heading(Experiment experiment) {
    return painted("1", experiment.name()) + ": " + experiment.question() + "\n\n";
  }

  /// What was found.
  String body(Finding finding) {
    StringBuilder text = new StringBuilder();
    table(finding.table(), text);
    text.append('\n');
    for (Claim each : finding.claims()) claim(each, text);
    text.append('\n');
    wrap(List.of(finding.why().split(" ", -1)), " ", text);
    text.append('\n');
    wrap(Stream.concat(Stream.of("Read on:"), finding.readOn().stream()).toList(), "  ", text);
    return text.append('\n').toString();
  }

  private void table(Table table, StringBuilder text) {
    int columns = table.columns().size();
    int[] widths = new int[columns];
    boolean[] right = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      widths[i] = table.columns().get(i).length();
      for (List<Value> row : table.rows()) {
        widths[i] = Math.max(widths[i], shown(row.get(i)).length());
        right[i] |= row.get(i) instanceof Value.Quantity;
      }
    }
    List<String> headings =
        table.columns().stream().map(each -> each.toUpperCase(Locale.ROOT)).toList();
    text.append(painted("1", line(headings, widths, right))).append('\n');
    for (List<Value> row : table.rows()) {
      text.append(line(row.stream().map(LabText::shown).toList(), widths, right)).append('\n');
    }
  }

  private static String line(List<String> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      int gap = widths[i] - cells.get(i).length();
      if (i > 0) line.append("  ");
      if (right[i]) line.repeat(' ', gap);
      line.append(cells.get(i));
      if (!right[i]) line.repeat(' ', gap);
    }
    return line.toString().stripTrailing();
  }

  private void claim(Claim claim, StringBuilder text) {
    text.append(claim.holds() ? painted("32", "✓") : painted("31", "✗ not this time:"));
    text.append(' ').append(claim.what()).append(": ").append(shown(claim.seen()));
    text.append(' ').append(claim.relation().sign()).append(' ').append(shown(claim.bound()));
    text.append('\n');
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.Count count -> String.format(Locale.ROOT, "%,d", count.count());
      case Value.Span span -> time(span.time());
      case Value.Ratio ratio -> String.format(Locale.ROOT, "%.1f", ratio.amount());
    };
  }

  /// With three or four digits.
  private static String time(Duration time) {
    double nanos = time.toNanos();
    if (nanos < 1e6) return String.format(Locale.ROOT, "%.0f µs", nanos / 1e3);
    if (nanos < 1e9) return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    if (nanos < 3600e9) return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    return String.format(Locale.ROOT, "%.1f h", nanos / 3600e9);
  }

  private static void wrap(List<String> words, String between, StringBuilder text) {
    int column = 0;
    for (String word : words) {
      boolean first = column == 0;
      boolean fits = column + between.length() + word.length() <= WIDTH;
      if (!first) text.append(fits ? between : "\n");
      text.append(word);
      column = (first || !fits ? 0 : column + between.length()) + word.length();
    }
    text.append('\n');
  }

  private String painted(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
