package dev.usher.mustfail;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Well-formed for javac, and wrong for NullAway.
@NullMarked
final class MustFail {
  private MustFail() {}

  static int length(@Nullable String text) {
    return text.length();
  }
}
