package dev.usher.services;

import java.util.Collection;
import java.util.Comparator;

/// What somebody may have meant who misspelt a word.
public final class Spelling {
  private Spelling() {}

  /// The nearest of these words; of several the first by the alphabet.
  ///
  /// @param known at least one
  public static String nearest(String typed, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(each -> distance(typed, each))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /// Letters to put in, to take out or to change (Levenshtein's distance).
  public static int distance(String from, String to) {
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
