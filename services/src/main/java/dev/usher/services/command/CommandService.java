package dev.usher.services.command;

import dev.usher.services.Service;
import java.nio.file.Path;
import java.util.List;

/// The command service: whoever reaches it runs what he likes as the user of this process.
public final class CommandService {
  private CommandService() {}

  /// With its one door, `command.text`.
  ///
  /// @param log the file in which every command is noted; made when the door opens
  public static Service create(Path log) {
    return new Service("command", List.of(new TextDoor(log)));
  }
}
