package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where a door can be told to listen.
final class Listening {
  /// The name of [#of].
  static final String LISTEN = "listen";

  private Listening() {}

  /// Addresses of which each may have options of its own.
  static Option<List<Address>> of(Door door) {
    String usual =
        door.addresses().stream().map(Address::toString).collect(Collectors.joining(","));
    return Option.of(LISTEN, Option.Kind.LIST, usual, text -> addresses(door, text));
  }

  private static List<Address> addresses(Door door, String text) throws AddressException {
    List<Address> addresses = Address.parse(text, door.addresses());
    for (Address address : addresses) check(door, address);
    return addresses;
  }

  private static void check(Door door, Address address) throws AddressException {
    if (!door.schemes().contains(address.scheme())) {
      throw new AddressException(
          "this door does not speak over " + address.scheme().prefix() + " but over " + over(door));
    }
    Map<String, Option<?>> known = new TreeMap<>();
    for (Option<?> each : door.options()) known.put(each.name(), each);
    known.put(Doorway.FROM.name(), Doorway.FROM);
    for (Map.Entry<String, String> each : address.options().entrySet()) {
      Option<?> option = known.get(each.getKey());
      if (option == null) {
        throw new AddressException(
            "this door has no option \""
                + each.getKey()
                + "\" but "
                + String.join(", ", known.keySet()));
      }
      Object _ = option.read(each.getValue());
    }
    Doorway.check(address);
  }

  private static String over(Door door) {
    List<String> names = new ArrayList<>();
    for (Scheme scheme : Scheme.values()) {
      if (door.schemes().contains(scheme)) names.add(scheme.prefix());
    }
    return String.join(", ", names);
  }
}
