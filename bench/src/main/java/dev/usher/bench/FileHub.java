package dev.usher.bench;

import dev.usher.kit.Running;
import dev.usher.kit.ServerEvents;
import dev.usher.services.Address;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.files.FileService;
import dev.usher.services.files.StoreLimits;
import java.nio.file.Path;
import java.util.Set;

/// The door `files.native` with this data folder at this port, as the hub opens it.
final class FileHub {
  private FileHub() {}

  public static void main(String[] args) throws Exception {
    Door door = FileService.create(Path.of(args[0]), StoreLimits.DEFAULT).doors().getFirst();
    Address at = Address.tcp("127.0.0.1", Integer.parseInt(args[1]));
    Running running = door.open(new Doorway(at, Set.of(), ServerEvents.uncaught()));
    running.join();
  }
}
