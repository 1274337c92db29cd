package dev.usher.bench;

import dev.usher.kit.Running;
import dev.usher.kit.ServerEvents;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.time.TimeService;
import java.io.IOException;
import java.util.Set;

/// A door of the time service, opened as the hub opens it: its name, and its address.
final class HubDoor {
  private HubDoor() {}

  public static void main(String[] args) throws IOException, AddressException {
    Door door = TimeService.create().door(args[0]);
    Address address = Address.parse(args[1], door.addresses()).getFirst();
    Running running = door.open(new Doorway(address, Set.of(), ServerEvents.uncaught()));
    Control.listening(running);
  }
}
