package dev.usher.hub;

import dev.usher.services.Option;
import java.util.ArrayList;
import java.util.List;

/// A setting of a hub, as it holds, and who said so.
///
/// @param table as in [Told]
/// @param values one or several texts; none when no value was said and none is usual, and for
///   `listen` of a door that is not open
record InForce(String table, Option<?> option, List<Word> values) {
  /// All of them, in the order of what is known; of a door that is not open, only that.
  static List<InForce> all(Settings settings, Plan plan) {
    List<InForce> all = new ArrayList<>();
    settings
        .known()
        .tables()
        .forEach((table, options) -> {
          List<Word> open = open(table, plan);
          boolean isDoor = settings.known().option(table, Listening.LISTEN) != null;
          for (Option<?> option : options) {
            if (option.name().equals(Listening.LISTEN)) all.add(new InForce(table, option, open));
            else if (!isDoor || !open.isEmpty()) all.add(of(table, option, settings.told()));
          }
        });
    return all;
  }

  private static List<Word> open(String door, Plan plan) {
    return plan.openings().stream()
        .filter(each -> each.door().name().equals(door))
        .map(each -> new Word(each.said().withOptions(), each.origin()))
        .toList();
  }

  private static InForce of(String table, Option<?> option, Told told) {
    List<Word> said = told.words(table, option.name());
    if (!said.isEmpty() || !option.fixed()) return new InForce(table, option, said);
    boolean list = option.kind() == Option.Kind.LIST;
    List<String> usual = list ? List.of(option.usual().split(",", -1)) : List.of(option.usual());
    return new InForce(
        table, option, usual.stream().map(each -> new Word(each, new Origin.Usual())).toList());
  }

  /// As it would be written before a value.
  String name() {
    return table.isEmpty() ? option.name() : table + "." + option.name();
  }

  /// What a person reads where there is no value.
  String words() {
    return option.fixed() ? "not open" : option.usual();
  }
}
