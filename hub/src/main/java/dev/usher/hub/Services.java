package dev.usher.hub;

import dev.usher.services.Service;
import dev.usher.services.echo.EchoService;
import dev.usher.services.time.TimeService;
import java.util.List;

/// Every service of the hub. A new one is added to this list.
final class Services {
  private Services() {}

  static List<Service> all() {
    return List.of(EchoService.create(), TimeService.create());
  }
}
