package dev.usher.hub.lab;

import java.time.Duration;

/// Something that a run has observed.
public sealed interface Value {
  /// A word for it: what was seen, and not how much.
  record Text(String text) implements Value {}

  /// Something that can be compared.
  sealed interface Quantity extends Value {
    /// It, as a number: seconds, when it is a time.
    double amount();
  }

  /// How many.
  record Count(long count) implements Quantity {
    @Override
    public double amount() {
      return count;
    }
  }

  /// How long.
  record Span(Duration time) implements Quantity {
    @Override
    public double amount() {
      return time.toNanos() / 1e9;
    }
  }

  /// How much for each of something else.
  record Ratio(double amount) implements Quantity {}

  /// The value of a piece of text, a whole number, another number, or a time.
  static Value of(Object value) {
    return switch (value) {
      case Value already -> already;
      case String text -> new Text(text);
      case Object number -> quantity(number);
    };
  }

  /// The value of a number or a time.
  static Quantity quantity(Object value) {
    return switch (value) {
      case Quantity already -> already;
      case Integer count -> new Count(count);
      case Long count -> new Count(count);
      case Double ratio -> new Ratio(ratio);
      case Duration time -> new Span(time);
      default -> throw new IllegalArgumentException("no quantity: " + value);
    };
  }
}
