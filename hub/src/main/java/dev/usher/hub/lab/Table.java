package dev.usher.hub.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The values of a run.
///
/// @param columns their headings, in lower case
/// @param rows a value for each column
public record Table(List<String> columns, List<List<Value>> rows) {
  /// Keeps copies, and checks that no row is too short or too long.
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (List<Value> row : rows) {
      if (row.size() != columns.size()) throw new IllegalArgumentException(row + " in " + columns);
    }
  }

  static Table of(String... columns) {
    return new Table(List.of(columns), List.of());
  }

  /// The same with one row more, of texts, numbers and times, or values as they are.
  Table row(Object... cells) {
    List<List<Value>> more = new ArrayList<>(rows);
    more.add(Arrays.stream(cells).map(Value::of).toList());
    return new Table(columns, more);
  }
}
