package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Door.Power;
import dev.usher.services.Doorway;
import dev.usher.services.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which doors a hub will open, and where: what `only`, `listen`, `lan` and the options of doors
/// come to.
///
/// @param openings in the order of the services, a door's addresses together
record Plan(List<Opening> openings) {
  /// One door at one address.
  ///
  /// @param said the address with the options that were said of it alone
  /// @param address the same with all options that hold there
  record Opening(Door door, Address said, Address address, Origin origin) {}

  /// @param lan the machine's addresses to open to, without loopback; empty for none
  static Plan of(List<Service> services, Told told, List<String> lan) throws Complaint {
    Set<String> only = new HashSet<>();
    boolean strict = false;
    for (Word word : told.words("", HubOptions.ONLY)) {
      only.add(word.text());
      strict |= word.origin() instanceof Origin.ByOption;
    }
    List<Opening> openings = new ArrayList<>();
    for (Service service : services) {
      for (Door door : service.doors()) {
        boolean named = only.contains(door.name()) || only.contains(service.name());
        boolean chosen = only.isEmpty() ? door.started() : named;
        List<Word> listen = told.words(door.name(), Listening.LISTEN);
        if (listen.isEmpty() && chosen) openings.addAll(usual(door, told, lan));
        for (Word word : listen) {
          // A file's `listen` opens a door, but not against the command line's --only.
          boolean opens = !strict || word.origin() instanceof Origin.ByOption;
          if (chosen || opens) openings.addAll(at(door, told, word));
        }
      }
    }
    return new Plan(List.copyOf(openings));
  }

  private static List<Opening> usual(Door door, Told told, List<String> lan) {
    List<Opening> openings = new ArrayList<>();
    for (Address each : door.addresses()) {
      openings.add(opening(door, told, each, new Origin.Usual()));
    }
    if (door.power().compareTo(Power.ADDS) > 0 || lan.isEmpty()) return openings;
    Origin origin = told.words("", HubOptions.LAN.name()).getFirst().origin();
    for (String host : lan) {
      for (Address each : door.addresses()) {
        openings.add(opening(door, told, each.at(host), origin));
      }
    }
    return openings;
  }

  private static List<Opening> at(Door door, Told told, Word word) throws Complaint {
    try {
      List<Opening> openings = new ArrayList<>();
      for (Address each : Listening.of(door).read(word.text())) {
        openings.add(opening(door, told, each, word.origin()));
      }
      return openings;
    } catch (AddressException e) {
      throw Complaint.usage(word.origin().of(door.name()) + ": " + e.getMessage());
    }
  }

  /// What is said of the door holds at each of its addresses where it means something, unless the
  /// address itself says otherwise.
  private static Opening opening(Door door, Told told, Address said, Origin origin) {
    Map<String, String> options = new LinkedHashMap<>(told.texts(door.name()));
    options
        .keySet()
        .removeIf(name -> name.equals(Listening.LISTEN) || !Doorway.heeds(name, said.scheme()));
    options.putAll(said.options());
    Address address =
        new Address(said.scheme(), said.host(), said.port(), Collections.unmodifiableMap(options));
    return new Opening(door, said, address, origin);
  }
}
