package dev.usher.hub;

import dev.usher.services.Option;
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

  /// What a service can be told that is not of one door.
  static List<Option<?>> options(String service) {
    return service.equals("files") ? StoreLimits.OPTIONS : List.of();
  }

  static List<Service> all() {
    return all(DataFolder.usual(), StoreLimits.DEFAULT, _ -> {});
  }

  /// With their files in this folder, of which nothing is made before a door opens.
  ///
  /// @param news told in lines of what comes, on any thread
  static List<Service> all(Path data, StoreLimits limits, Consumer<String> news) {
    return List.of(
        EchoService.create(),
        TimeService.create(),
        FileService.create(data, limits, news),
        CommandService.create(data.resolve("command.log")));
  }
}
