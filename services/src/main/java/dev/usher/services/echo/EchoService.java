package dev.usher.services.echo;

import dev.usher.services.Service;
import java.util.List;

/// The echo service.
public final class EchoService {
  private EchoService() {}

  /// With its one door, `echo.text`.
  public static Service create() {
    return new Service("echo", List.of(new TextDoor()));
  }
}
