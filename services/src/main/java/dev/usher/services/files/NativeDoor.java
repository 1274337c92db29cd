package dev.usher.services.files;

import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// `files.native`: put, get, list, delete, as docs/protocols/files.md has it.
final class NativeDoor implements Door {
  private static final int PORT = 7021;

  /// Each may hold a piece's buffer.
  private static final int CONNECTIONS = 1_000;

  /// Whether files may be replaced and deleted.
  private static final Option<Boolean> ALLOW =
      Option.open(
          "allow",
          Option.Kind.TEXT,
          "change from this machine, add from others",
          Option.word("allow", List.of(Map.entry("add", false), Map.entry("change", true))));

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
  public List<Option<?>> options() {
    return List.of(ALLOW);
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
        .deadlines(FrameFraming::patient)
        .framing(FrameFraming.INSTANCE)
        .start(client -> new FileVisit(client, store, changes).hold());
  }

  /// From other machines nothing is replaced or deleted, unless the address says so.
  private static boolean changes(Address address) throws AddressException {
    Boolean changes = ALLOW.said(address.options());
    return changes == null ? address.local() : changes;
  }
}
