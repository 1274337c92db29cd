package dev.usher.services;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many packets of one source are answered.
///
/// @param perSecond over time, 0.001 to 1,000,000
/// @param burst at once, after a time of silence, 1 to 1,000,000
/// @param leak of those that are over the rate, one in so many is answered all the same; 0 for
///   none. Who floods a server with a victim's address could otherwise have the victim locked out
public record Rate(double perSecond, int burst, int leak) {
  /// The names of a door's options that [#of] reads.
  public static final Set<String> OPTIONS = Set.of("rate", "burst", "leak");

  /// For a door that has no reason for another: 20 a second, 40 at once, a leak of 8.
  public static final Rate USUAL = new Rate(20, 40, 8);

  private static final double SLOWEST = 0.001;
  private static final int MOST = 1_000_000;

  /// Checks the numbers.
  public Rate {
    if (!(perSecond >= SLOWEST && perSecond <= MOST)
        || burst < 1
        || burst > MOST
        || leak < 0
        || leak > MOST) {
      throw new IllegalArgumentException(
          "no rate: " + perSecond + "/s, burst " + burst + ", leak " + leak);
    }
  }

  /// This rate, changed by a door's options: `rate` for [#perSecond], `burst`, `leak`.
  Rate of(Map<String, String> options) throws AddressException {
    return new Rate(
        decimal(options.get("rate")),
        whole("burst", options.getOrDefault("burst", "" + burst), 1),
        whole("leak", options.getOrDefault("leak", "" + leak), 0));
  }

  private double decimal(@Nullable String value) throws AddressException {
    if (value == null) return perSecond;
    if (value.matches("\\d{1,7}(\\.\\d{1,9})?")) {
      double rate = Double.parseDouble(value);
      if (rate >= SLOWEST && rate <= MOST) return rate;
    }
    throw new AddressException(
        "?rate=" + value + " is not a number of packets a second, 0.001 to " + MOST);
  }

  private static int whole(String name, String value, int least) throws AddressException {
    if (value.matches("\\d{1,7}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= MOST) return number;
    }
    throw new AddressException(
        "?" + name + "=" + value + " is not a number from " + least + " to " + MOST);
  }
}
