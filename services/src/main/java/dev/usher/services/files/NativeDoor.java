package dev.usher.services.files;

import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `files.native`: put, get, list, delete, as docs/protocols/files.md has it.
final class NativeDoor implements Door {
  private static final int PORT = 7021;

  /// Each may hold a piece's buffer.
  private static final int CONNECTIONS = 1_000;

  private final Shelf shelf;

  NativeDoor(Shelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public String name() {
    return "files.native";
  }

  @Override
  public List<Address> addresses() {
    return List.of(Address.tcp("127.0.0.1", PORT));
  }

  @Override
  public Power power() {
    return Power.ADDS;
  }

  @Override
  public Set<String> options() {
    return Set.of("allow");
  }

  @Override
  public String tryIt(Address at) {
    return at.equals(addresses().getFirst()) ? "usher put FILE" : "usher put FILE --hub " + at;
  }

  @Override
  public Running open(Doorway at) throws IOException, AddressException {
    boolean changes = changes(at.address());
    Store store = shelf.open();
    return at.streams()
        .limits(l -> l.connections(CONNECTIONS))
        .framing(FrameFraming.INSTANCE)
        .start(client -> new FileVisit(client, store, changes).hold());
  }

  /// From other machines nothing is replaced or deleted, unless the address says so.
  private static boolean changes(Address address) throws AddressException {
    Map<String, String> options = address.options();
    return switch (options.getOrDefault("allow", address.local() ? "change" : "add")) {
      case "change" -> true;
      case "add" -> false;
      case String other ->
          throw new AddressException("?allow=" + other + " is neither add nor change");
    };
  }
}
