package dev.usher.hub;

import dev.usher.services.Service;
import dev.usher.services.command.CommandService;
import dev.usher.services.echo.EchoService;
import dev.usher.services.files.FileService;
import dev.usher.services.files.StoreLimits;
import dev.usher.services.time.TimeService;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Every service of the hub. A new one is added to this list.
final class Services {
  private Services() {}

  static List<Service> all() {
    return all(DataFolder.usual(), _ -> {});
  }

  /// With their files in this folder, of which nothing is made before a door opens.
  ///
  /// @param news told in lines of what comes, on any thread
  static List<Service> all(Path data, Consumer<String> news) {
    return List.of(
        EchoService.create(),
        TimeService.create(),
        FileService.create(data, StoreLimits.DEFAULT, news),
        CommandService.create(data.resolve("command.log")));
  }
}
