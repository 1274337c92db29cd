package dev.usher.hub;

import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a hub can be told.
///
/// @param tables by the names of [Told], in the order in which they are shown
record Known(Map<String, List<Option<?>>> tables) {
  static Known of(List<Service> services) {
    Map<String, List<Option<?>>> tables = new LinkedHashMap<>();
    tables.put("", HubOptions.all(services));
    for (Service service : services) {
      List<Option<?>> own = Services.options(service.name());
      if (!own.isEmpty()) tables.put(service.name(), own);
      for (Door door : service.doors()) {
        List<Option<?>> options = new ArrayList<>(List.of(Listening.of(door), Doorway.FROM));
        options.addAll(door.options());
        tables.put(door.name(), List.copyOf(options));
      }
    }
    return new Known(tables);
  }

  /// The option of this name; null when there is none.
  @Nullable Option<?> option(String table, String key) {
    for (Option<?> each : tables.getOrDefault(table, List.of())) {
      if (each.name().equals(key)) return each;
    }
    return null;
  }

  /// The names of the doors.
  List<String> doors() {
    return tables.keySet().stream().filter(each -> option(each, Listening.LISTEN) != null).toList();
  }

  /// Refuses what makes no sense, all of it in one complaint.
  void check(Told told) throws Complaint {
    List<String> wrong = new ArrayList<>();
    told.each((table, key, word) -> {
      try {
        Option<?> option = option(table, key);
        if (option != null) option.read(word.text());
      } catch (AddressException e) {
        wrong.add(word.origin().of(table) + ": " + e.getMessage());
      }
    });
    if (!wrong.isEmpty()) throw Complaint.usage(wrong);
  }
}
