package dev.usher.services;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;

/// A capability of the hub, such as echo, and the doors that lead to it.
///
/// @param name one word in lower case
/// @param doors each named `name.protocol`
/// @param resources what they share, as far as it must be closed after the last of them
public record Service(String name, List<Door> doors, Closeable resources) implements Closeable {
  /// Checks the doors' names.
  public Service {
    doors = List.copyOf(doors);
    for (Door door : doors) {
      if (!door.name().startsWith(name + ".")) {
        throw new IllegalArgumentException(door.name() + " is not a door of " + name);
      }
    }
  }

  /// A service whose doors share nothing that must be closed.
  public Service(String name, List<Door> doors) {
    this(name, doors, () -> {});
  }

  /// The door of this name, such as `time.ntp`.
  ///
  /// @throws NoSuchElementException when it has none
  public Door door(String doorName) {
    for (Door door : doors) if (door.name().equals(doorName)) return door;
    throw new NoSuchElementException(name + " has no door " + doorName);
  }

  /// Closes what the doors share; they must be closed before. Again is nothing.
  @Override
  public void close() throws IOException {
    resources.close();
  }
}
