package dev.usher.services;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many packets of one source are answered.
///
/// @param perSecond over time, 0.001 to 1,000,000
/// @param burst at once, after a time of silence, 1 to 1,000,000
/// @param leak of those that are over the rate, one in so many is answered all the same; 0 for
///   none. Who floods a server with a victim's address could otherwise have the victim locked out
public record Rate(double perSecond, int burst, int leak) {
  /// The names of [#options].
  static final Set<String> NAMES = Set.of("rate", "burst", "leak");

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

  /// The options of a door that keeps to this rate unless they say otherwise: `rate` for
  /// [#perSecond], `burst`, `leak`.
  public List<Option<?>> options() {
    return List.of(rateOption(), burstOption(), leakOption());
  }

  private Option<Double> rateOption() {
    return Option.of("rate", Option.Kind.NUMBER, text(perSecond), Rate::decimal);
  }

  /// A whole number without a decimal point: to load BigDecimal takes ten milliseconds of a start.
  private static String text(double number) {
    return number == (long) number
        ? Long.toString((long) number)
        : BigDecimal.valueOf(number).toPlainString();
  }

  private Option<Integer> burstOption() {
    return Option.whole("burst", burst, 1, MOST);
  }

  private Option<Integer> leakOption() {
    return Option.whole("leak", leak, 0, MOST);
  }

  /// This rate, changed by a door's options.
  Rate of(Map<String, String> options) throws AddressException {
    return new Rate(rateOption().in(options), burstOption().in(options), leakOption().in(options));
  }

  private static double decimal(String value) throws AddressException {
    if (value.matches("\\d{1,7}(\\.\\d{1,9})?")) {
      double rate = Double.parseDouble(value);
      if (rate >= SLOWEST && rate <= MOST) return rate;
    }
    throw new AddressException(
        "rate=" + value + " is not a number of packets a second, 0.001 to " + MOST);
  }
}
