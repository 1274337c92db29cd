package dev.usher.services.time;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What servers have asked of us with a kiss-o'-death (RFC 5905 §7.4). Safe for several threads.
final class NtpManners {
  /// A measurement that would take hours is none.
  private static final Duration SLOWEST = Duration.ofSeconds(16);

  private final Map<InetSocketAddress, String> gone = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, Integer> slower = new ConcurrentHashMap<>();

  /// Remembers what a server said; false when it does not concern us, as all but `DENY`, `RSTR` and
  /// `RATE`.
  boolean heed(InetSocketAddress server, String code) {
    switch (code) {
      case "DENY", "RSTR" -> gone.put(server, code);
      case "RATE" -> slower.merge(server, 1, Integer::sum);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// The code with which it sent us away for good; null when it did not.
  @Nullable String sentAwayBy(InetSocketAddress server) {
    return gone.get(server);
  }

  /// The spacing doubled for each time that it was too short, to 16 s at most.
  Duration spacing(InetSocketAddress server, Duration wanted) {
    Duration spacing = wanted;
    for (int times = slower.getOrDefault(server, 0); times > 0; times--) {
      if (spacing.multipliedBy(2).compareTo(SLOWEST) > 0) break;
      spacing = spacing.multipliedBy(2);
    }
    return spacing;
  }
}
