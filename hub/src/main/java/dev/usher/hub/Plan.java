package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Door.Power;
import dev.usher.services.Scheme;
import dev.usher.services.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which doors a hub will open, and where: what `--only`, `--listen` and `--lan` come to.
///
/// @param openings in the order of the services, a door's addresses together
record Plan(List<Opening> openings) {
  /// One door at one address, with its options.
  record Opening(Door door, Address address) {}

  /// @param only names of services and doors; empty for those that are started by default
  /// @param listen each `DOOR=ADDRESS`
  /// @param lan the machine's addresses to open to, without loopback; empty for none
  static Plan of(List<Service> services, List<String> only, List<String> listen, List<String> lan)
      throws Complaint {
    Map<String, Door> known = new LinkedHashMap<>();
    for (Service service : services) {
      for (Door door : service.doors()) known.put(door.name(), door);
    }
    Map<String, List<Address>> moved = moved(known, listen);
    Set<String> chosen = chosen(services, only);
    List<Opening> openings = new ArrayList<>();
    for (Door door : known.values()) {
      List<Address> places = moved.get(door.name());
      if (places == null && !chosen.contains(door.name())) continue;
      if (places == null) places = widened(door, lan);
      for (Address place : places) openings.add(new Opening(door, place));
    }
    return new Plan(List.copyOf(openings));
  }

  private static Set<String> chosen(List<Service> services, List<String> only) throws Complaint {
    Set<String> chosen = new TreeSet<>();
    Set<String> known = new TreeSet<>();
    for (Service service : services) {
      known.add(service.name());
      for (Door door : service.doors()) {
        known.add(door.name());
        boolean named = only.contains(door.name()) || only.contains(service.name());
        if (only.isEmpty() ? door.started() : named) chosen.add(door.name());
      }
    }
    for (String name : only) {
      if (!known.contains(name)) {
        throw Complaint.usage(
            "--only: no service or door is called \""
                + name
                + "\"; there are "
                + String.join(", ", known));
      }
    }
    return chosen;
  }

  private static Map<String, List<Address>> moved(Map<String, Door> known, List<String> listen)
      throws Complaint {
    Map<String, List<Address>> moved = new LinkedHashMap<>();
    for (String each : listen) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw Complaint.usage(
            "--listen: \"" + each + "\" is not DOOR=ADDRESS, as in echo.text=tcp://0.0.0.0:7007");
      }
      Door door = known.get(each.substring(0, equals));
      if (door == null) {
        throw Complaint.usage(
            "--listen: no door is called \""
                + each.substring(0, equals)
                + "\"; there are "
                + String.join(", ", known.keySet()));
      }
      moved
          .computeIfAbsent(door.name(), _ -> new ArrayList<>())
          .addAll(addresses(door, each.substring(equals + 1)));
    }
    return moved;
  }

  private static List<Address> addresses(Door door, String text) throws Complaint {
    try {
      List<Address> addresses = Address.parse(text, door.addresses());
      for (Address address : addresses) check(door, address);
      return addresses;
    } catch (AddressException e) {
      throw Complaint.usage("--listen " + door.name() + ": " + e.getMessage());
    }
  }

  private static void check(Door door, Address address) throws AddressException {
    if (!door.schemes().contains(address.scheme())) {
      throw new AddressException(
          "this door does not speak over " + address.scheme().prefix() + " but over " + over(door));
    }
    Set<String> known = new TreeSet<>(door.options());
    known.add("from");
    for (String option : address.options().keySet()) {
      if (!known.contains(option)) {
        throw new AddressException(
            "this door has no option \"" + option + "\" but " + String.join(", ", known));
      }
    }
  }

  private static String over(Door door) {
    List<String> names = new ArrayList<>();
    for (Scheme scheme : Scheme.values()) {
      if (door.schemes().contains(scheme)) names.add(scheme.prefix());
    }
    return String.join(", ", names);
  }

  private static List<Address> widened(Door door, List<String> lan) {
    List<Address> places = new ArrayList<>(door.addresses());
    if (door.power().compareTo(Power.ADDS) > 0) return places;
    for (String host : lan) {
      for (Address local : door.addresses()) places.add(local.at(host));
    }
    return places;
  }
}
