package dev.usher.services;

import java.util.List;

/// A capability of the hub, such as echo, and the doors that lead to it.
///
/// @param name one word in lower case
/// @param doors each named `name.protocol`
public record Service(String name, List<Door> doors) {
  /// Checks the doors' names.
  public Service {
    doors = List.copyOf(doors);
    for (Door door : doors) {
      if (!door.name().startsWith(name + ".")) {
        throw new IllegalArgumentException(door.name() + " is not a door of " + name);
      }
    }
  }
}
