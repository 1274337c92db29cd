package dev.usher.services.time;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Option;
import dev.usher.services.Spelling;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/// The option `zone` of a door.
final class Zones {
  static final Option<ZoneId> ZONE =
      Option.open("zone", Option.Kind.TEXT, "this machine's", Zones::named);

  private Zones() {}

  /// The zone that the address names, or the system's.
  static ZoneId chosen(Address address) throws AddressException {
    ZoneId zone = ZONE.said(address.options());
    return zone == null ? ZoneId.systemDefault() : zone;
  }

  private static ZoneId named(String name) throws AddressException {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(name)) return ZoneId.of(name);
    String nearest =
        known.stream()
            .min(
                Comparator.<String>comparingInt(each -> distance(name, each)).thenComparing(n -> n))
            .orElse("UTC");
    throw new AddressException("no time zone is called \"" + name + "\"; try zone=" + nearest);
  }

  /// How many letters lie between two names, or between one and the city in the other; the case
  /// does not matter.
  private static int distance(String asked, String known) {
    String text = asked.toLowerCase(Locale.ROOT).replace(' ', '_');
    String name = known.toLowerCase(Locale.ROOT);
    return Math.min(
        Spelling.distance(text, name),
        Spelling.distance(text, name.substring(name.lastIndexOf('/') + 1)));
  }
}
