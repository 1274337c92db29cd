package dev.usher.hub.lab;

import dev.usher.services.Spelling;
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

  /// The name that a person may have meant.
  public static String nearest(String typed) {
    return Spelling.nearest(typed, ALL.stream().map(Experiment::name).toList());
  }
}
