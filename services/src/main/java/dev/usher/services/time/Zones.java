package dev.usher.services.time;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/// The option `?zone=` of a door.
final class Zones {
  private Zones() {}

  /// The zone that the address names, or the system's.
  static ZoneId chosen(Address address) throws AddressException {
    String name = address.options().get("zone");
    if (name == null) return ZoneId.systemDefault();
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(name)) return ZoneId.of(name);
    String nearest =
        known.stream()
            .min(
                Comparator.<String>comparingInt(each -> distance(name, each)).thenComparing(n -> n))
            .orElse("UTC");
    throw new AddressException("no time zone is called \"" + name + "\"; try ?zone=" + nearest);
  }

  /// How many letters lie between two names, or between one and the city in the other; the case
  /// does not matter.
  private static int distance(String asked, String known) {
    String text = asked.toLowerCase(Locale.ROOT).replace(' ', '_');
    String name = known.toLowerCase(Locale.ROOT);
    return Math.min(edits(text, name), edits(text, name.substring(name.lastIndexOf('/') + 1)));
  }

  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
