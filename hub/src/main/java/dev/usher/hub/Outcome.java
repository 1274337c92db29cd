package dev.usher.hub;

import dev.usher.services.time.NtpClient;
import dev.usher.services.time.NtpException;
import dev.usher.services.time.NtpMeasurement;
import dev.usher.services.time.NtpReport;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What came of asking: a measurement, or none and the reasons.
///
/// @param measured null when no server can be believed
record Outcome(@Nullable NtpMeasurement measured, List<NtpReport> reports, Asked asked) {
  static final String NONE = "no time server can be believed";

  static Outcome of(NtpClient client, Asked asked) throws InterruptedException {
    try {
      NtpMeasurement measured = client.measure();
      return new Outcome(measured, measured.reports(), asked);
    } catch (NtpException e) {
      return new Outcome(null, e.reports(), asked);
    }
  }

  String name(NtpReport report) {
    return asked.name(report.server());
  }

  Verdict verdict(NtpReport report) {
    return Verdict.of(report.verdict(), name(report));
  }

  /// Why servers are not believed, in one line; empty when all are.
  String doubts() {
    return reports.stream()
        .filter(each -> !verdict(each).why().isEmpty())
        .map(each -> name(each) + " is not believed: " + verdict(each).why())
        .collect(Collectors.joining(" · "));
  }
}
