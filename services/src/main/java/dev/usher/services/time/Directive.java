package dev.usher.services.time;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// What a directive stands for.
sealed interface Directive {
  void append(ZonedDateTime time, Style style, StringBuilder out);

  /// A name.
  ///
  /// @param hash what the flag `#` does to it
  record Word(Style.Case hash, Function<ZonedDateTime, String> text) implements Directive {
    @Override
    public void append(ZonedDateTime time, Style style, StringBuilder out) {
      style.word(text.apply(time), hash, out);
    }
  }

  /// A number of at least so many digits, padded with `0` or `_`.
  record Figure(int digits, char pad, ToLongFunction<ZonedDateTime> value) implements Directive {
    @Override
    public void append(ZonedDateTime time, Style style, StringBuilder out) {
      style.number(value.applyAsLong(time), digits, pad, out);
    }
  }

  /// Several directives under one name, padded as one word.
  record Whole(List<Step> parts) implements Directive {
    @Override
    public void append(ZonedDateTime time, Style style, StringBuilder out) {
      StringBuilder whole = new StringBuilder(32);
      for (Step part : parts) part.append(time, whole);
      style.word(whole.toString(), Style.Case.KEPT, out);
    }
  }

  /// The offset from UTC as `+hhmm`. C pads its sign and its number each for itself.
  record Offset() implements Directive {
    @Override
    public void append(ZonedDateTime time, Style style, StringBuilder out) {
      int seconds = time.getOffset().getTotalSeconds();
      int minutes = Math.abs(seconds) / 60;
      style.word(seconds < 0 ? "-" : "+", Style.Case.KEPT, out);
      style.number(minutes / 60 * 100L + minutes % 60, 4, '0', out);
    }
  }
}
