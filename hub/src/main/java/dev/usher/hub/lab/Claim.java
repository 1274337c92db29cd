package dev.usher.hub.lab;

import dev.usher.hub.lab.Value.Quantity;

/// Something that an experiment says about what it saw, as data: `seen` stands in the relation to
/// `bound`, or the claim does not hold.
///
/// @param what the claim in words
/// @param bound what it is compared with, which is mostly observed too
public record Claim(String what, Quantity seen, Relation relation, Quantity bound) {
  /// How two values compare.
  public enum Relation {
    /// The same.
    EQUAL("="),
    /// Fewer, shorter.
    BELOW("<"),
    /// More, longer.
    ABOVE(">"),
    /// No more than.
    AT_MOST("≤"),
    /// No less than.
    AT_LEAST("≥");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /// Its sign in mathematics.
    public String sign() {
      return sign;
    }
  }

  static Claim equal(String what, Object seen, Object bound) {
    return new Claim(what, Value.quantity(seen), Relation.EQUAL, Value.quantity(bound));
  }

  static Claim below(String what, Object seen, Object bound) {
    return new Claim(what, Value.quantity(seen), Relation.BELOW, Value.quantity(bound));
  }

  static Claim above(String what, Object seen, Object bound) {
    return new Claim(what, Value.quantity(seen), Relation.ABOVE, Value.quantity(bound));
  }

  static Claim atMost(String what, Object seen, Object bound) {
    return new Claim(what, Value.quantity(seen), Relation.AT_MOST, Value.quantity(bound));
  }

  static Claim atLeast(String what, Object seen, Object bound) {
    return new Claim(what, Value.quantity(seen), Relation.AT_LEAST, Value.quantity(bound));
  }

  /// Whether it was so.
  public boolean holds() {
    int compared = Double.compare(seen.amount(), bound.amount());
    return switch (relation) {
      case EQUAL -> compared == 0;
      case BELOW -> compared < 0;
      case ABOVE -> compared > 0;
      case AT_MOST -> compared <= 0;
      case AT_LEAST -> compared >= 0;
    };
  }
}
