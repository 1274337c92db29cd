package dev.usher.hub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Offsets over time, drawn with characters: a column for each measurement, the newest at the
/// right. Not for several threads.
final class Chart {
  private static final int LONGEST = 1_000; // columns kept: wider than any screen

  private final Deque<Optional<Point>> points = new ArrayDeque<>();

  /// @param offset in nanoseconds
  /// @param error in nanoseconds
  private record Point(long offset, long error) {
    long low() {
      return offset - error;
    }

    long high() {
      return offset + error;
    }
  }

  /// The newest.
  void add(Duration offset, Duration error) {
    add(Optional.of(new Point(offset.toNanos(), error.toNanos())));
  }

  /// Nothing could be measured this time.
  void addGap() {
    add(Optional.empty());
  }

  private void add(Optional<Point> point) {
    points.addLast(point);
    if (points.size() > LONGEST) points.removeFirst();
  }

  /// Lines from top to bottom, none longer than the width.
  ///
  /// @param height how many lines, at least 3
  List<String> lines(int width, int height) {
    List<Optional<Point>> all = List.copyOf(points);
    long low = 0;
    long high = 0;
    List<Optional<Point>> shown = all;
    int labels = 0;
    // The labels' width depends on what is shown, and what is shown on the labels' width.
    for (int turn = 0; turn < 2; turn++) {
      int columns = Math.clamp(width - labels - 2L, 1, LONGEST);
      shown = all.subList(Math.max(0, all.size() - columns), all.size());
      var seen = shown.stream().flatMap(Optional::stream).toList();
      low = seen.stream().mapToLong(Point::low).min().orElse(-1_000);
      high = Math.max(low + height, seen.stream().mapToLong(Point::high).max().orElse(1_000));
      labels = Math.max(label(low, low, high).length(), label(high, low, high).length());
      labels = Math.max(labels, label(high - (high - low) / 2, low, high).length());
    }
    shown =
        shown.subList(Math.max(0, shown.size() - Math.max(1, width - labels - 2)), shown.size());
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      long top = high - (high - low) / height * row;
      long bottom = row == height - 1 ? low - 1 : top - (high - low) / height;
      boolean told = row == 0 || row == height / 2 || row == height - 1;
      long value = row == 0 ? high : row == height - 1 ? low : (top + bottom) / 2;
      String label = told ? label(value, low, high) : "";
      StringBuilder line = new StringBuilder().repeat(' ', labels - label.length()).append(label);
      line.append(told ? " ┤" : " │");
      for (Optional<Point> each : shown) line.append(cell(each, bottom, top, row == 0));
      lines.add(line.length() > width ? line.substring(0, Math.max(width, 0)) : line.toString());
    }
    return lines;
  }

  private static char cell(Optional<Point> point, long bottom, long top, boolean first) {
    if (point.isEmpty()) return first ? '×' : ' ';
    Point p = point.get();
    boolean zero = bottom < 0 && 0 <= top;
    if (bottom < p.offset && p.offset <= top) return '●';
    if (p.low() <= top && p.high() >= bottom) return '░';
    return zero ? '┈' : ' ';
  }

  /// A value on the axis, with digits as far as the axis tells values apart.
  private static String label(long value, long low, long high) {
    Duration step = Duration.ofNanos(Math.max(1, (high - low) / 20));
    return Amount.of(Duration.ofNanos(value), step).value();
  }
}
