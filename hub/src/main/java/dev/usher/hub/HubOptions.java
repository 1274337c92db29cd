package dev.usher.hub;

import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Option;
import dev.usher.services.Option.Kind;
import dev.usher.services.Service;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What the hub itself can be told, besides what its services and doors can.
final class HubOptions {
  static final Option<Path> DATA =
      Option.of("data", Kind.TEXT, DataFolder.usual().toString(), text -> path("data", text));
  static final Option<Boolean> LAN = Option.flag("lan", false);
  static final Option<Boolean> ALLOW_SHELL = Option.flag("allow-shell", false);
  static final Option<Path> READY_FILE =
      Option.open("ready-file", Kind.TEXT, "none", text -> path("ready-file", text));

  /// The name of [#only].
  static final String ONLY = "only";

  private HubOptions() {}

  static List<Option<?>> all(List<Service> services) {
    return List.of(DATA, only(services), LAN, ALLOW_SHELL, READY_FILE);
  }

  /// Names of services and doors.
  private static Option<String> only(List<Service> services) {
    List<String> usual = new ArrayList<>();
    Set<String> known = new TreeSet<>();
    for (Service service : services) {
      known.add(service.name());
      for (Door door : service.doors()) known.add(door.name());
      if (service.doors().stream().allMatch(Door::started)) usual.add(service.name());
      else service.doors().stream().filter(Door::started).map(Door::name).forEach(usual::add);
    }
    return Option.of(ONLY, Kind.LIST, String.join(",", usual), name -> known(name, known));
  }

  private static String known(String name, Set<String> known) throws AddressException {
    if (known.contains(name)) return name;
    throw new AddressException(
        "no service or door is called \"" + name + "\"; there are " + String.join(", ", known));
  }

  private static Path path(String name, String text) throws AddressException {
    if (text.isEmpty()) throw new AddressException(name + " names no place");
    if (text.startsWith("~")) {
      throw new AddressException(
          name + "=" + text + " begins with ~, which only a shell understands; write it out");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new AddressException(name + " is no path: " + e.getMessage());
    }
  }
}
