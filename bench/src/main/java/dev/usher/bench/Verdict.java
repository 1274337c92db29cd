package dev.usher.bench;

import java.util.Locale;

/// What a load saw, printed as it is seen, and whether all of it was as it should be.
@SuppressWarnings("AnnotateFormatMethod") // which would need a library for an annotation
final class Verdict {
  private boolean good = true;

  /// Tells something.
  void saw(String format, Object... values) {
    System.out.println("   " + String.format(Locale.ROOT, format, values));
  }

  /// Tells something that must be so.
  void must(boolean so, String format, Object... values) {
    good &= so;
    System.out.println((so ? "ok " : "NO ") + String.format(Locale.ROOT, format, values));
  }

  boolean isGood() {
    return good;
  }
}
