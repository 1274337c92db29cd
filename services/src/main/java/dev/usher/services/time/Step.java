package dev.usher.services.time;

import java.time.ZonedDateTime;

/// A part of a [Strftime].
sealed interface Step {
  void append(ZonedDateTime time, StringBuilder out);

  /// Text that stands for itself.
  record Literal(String text) implements Step {
    @Override
    public void append(ZonedDateTime time, StringBuilder out) {
      out.append(text);
    }
  }

  /// A directive, with the flags and the width that were written.
  record Field(Directive directive, Style style) implements Step {
    @Override
    public void append(ZonedDateTime time, StringBuilder out) {
      directive.append(time, style, out);
    }
  }
}
