package regatta;

import dev.usher.kit.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// A finishing line: marshals send the numbers of the boats that cross it, and hear how they did.
///
/// The same number again brings the same answer. So a boat finishes once, whoever saw it, and over
/// UDP a marshal who missed an answer just asks again.
final class FinishLine {
  private final InstantSource clock;
  private final Instant start;
  private final Map<Integer, String> results = new HashMap<>();

  /// The race begins now.
  FinishLine(InstantSource clock) {
    this.clock = clock;
    start = clock.instant();
  }

  /// A conversation with one marshal, the same over every transport.
  void converse(Connection<String> marshal) {
    for (String line : marshal) marshal.send(answer(Report.parse(line)));
  }

  private String answer(Report report) {
    return switch (report) {
      case Report.Crossed(int boat) -> result(boat);
      case Report.Unclear() -> "?";
    };
  }

  /// Marshals talk at the same time, each on a thread of their own.
  private synchronized String result(int boat) {
    int place = results.size() + 1;
    return results.computeIfAbsent(boat, _ -> "place " + place + ", " + time());
  }

  private String time() {
    Duration time = Duration.between(start, clock.instant());
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
