package dev.usher.services.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// Where the true offset can be if more than half of the servers are right: at the points that lie
/// within more than half of their intervals (after K. Marzullo, as RFC 5905 §11.2.1).
///
/// Those points make one stretch or several. Their ends are ends of intervals, and it is enough to
/// look at these. RFC 5905 would assume as few liars as possible; a few servers that lie in concert
/// can then draw the intersection away from the truth, although most are right. So here all that a
/// majority allows counts.
///
/// @param points the ends of intervals that lie there; none when no majority agrees
record NtpAgreement(List<Duration> points) {
  static NtpAgreement of(Collection<NtpSample> servers) {
    List<Duration> points = new ArrayList<>();
    for (NtpSample server : servers) {
      if (isMajority(server.low(), servers)) points.add(server.low());
      if (isMajority(server.high(), servers)) points.add(server.high());
    }
    return new NtpAgreement(points);
  }

  private static boolean isMajority(Duration point, Collection<NtpSample> servers) {
    return 2 * servers.stream().filter(server -> contains(server, point)).count() > servers.size();
  }

  private static boolean contains(NtpSample server, Duration point) {
    return server.low().compareTo(point) <= 0 && point.compareTo(server.high()) <= 0;
  }

  boolean isReached() {
    return !points.isEmpty();
  }

  /// What can be true, next to this.
  Duration nearest(Duration offset) {
    Duration least = offset.compareTo(low()) < 0 ? low() : offset;
    return least.compareTo(high()) > 0 ? high() : least;
  }

  /// How far the truth can be from this.
  Duration farthest(Duration offset) {
    return Collections.max(List.of(offset.minus(low()), high().minus(offset)));
  }

  /// The earliest offset that can be true.
  Duration low() {
    return Collections.min(points);
  }

  /// The latest offset that can be true.
  Duration high() {
    return Collections.max(points);
  }

  /// Whether this server can be one of a majority that is right.
  boolean includes(NtpSample server) {
    return points.stream().anyMatch(point -> contains(server, point));
  }
}
