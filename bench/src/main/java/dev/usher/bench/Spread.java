package dev.usher.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The smallest, the middle and the largest of what was measured several times.
record Spread(double min, double median, double max) {
  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    return new Spread(sorted.getFirst(), median, sorted.getLast());
  }

  /// Of one measure of several things.
  static <T> Spread of(List<T> things, ToDoubleFunction<T> measure) {
    return of(things.stream().map(measure::applyAsDouble).toList());
  }

  /// The least value that so many percent of them do not exceed.
  static double percentile(List<Double> values, double percent) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100) - 1);
  }

  /// With a format for one number: `0.57 (0.52 to 0.61)`.
  String show(String format) {
    return String.format(
        Locale.ROOT, format + " (" + format + " to " + format + ")", median, min, max);
  }
}
