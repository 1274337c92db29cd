package dev.usher.hub.lab;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every experiment, in the order in which they tell a story.
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          new Sticky(),
          new FramedAck(),
          new Framed(),
          new Boundaries(),
          new Truncate(),
          new Empty(),
          new Nobody(),
          new HalfClose(),
          new Reset(),
          new Lockstep(),
          new OneAtATime(),
          new Buffers(),
          new Order(),
          new Loss(),
          new Cost());

  private Experiments() {}

  /// All of them.
  public static List<Experiment> all() {
    return ALL;
  }

  /// The one of this name.
  public static Optional<Experiment> named(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// The name that a person may have meant: the one that fewest letters must change for.
  public static String nearest(String typed) {
    return ALL.stream()
        .map(Experiment::name)
        .min(Comparator.comparingInt(name -> distance(typed, name)))
        .orElseThrow();
  }

  /// Letters to put in, to take out or to change (Levenshtein's distance).
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
