package dev.usher.services.time;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which servers are believed, and what follows from that.
final class NtpElection {
  /// Who may be wrong by more is of no use.
  static final Duration TOO_VAGUE = Duration.ofMillis(1_500);

  private static final Comparator<NtpSample> BY_ERROR = Comparator.comparing(NtpSample::error);

  private final List<Candidate> candidates;
  private final NtpAgreement agreement;
  private final TimeSource time;
  private final long now;

  private NtpElection(List<Candidate> candidates, TimeSource time, long now) {
    this.candidates = candidates;
    this.time = time;
    this.now = now;
    agreement =
        NtpAgreement.of(candidates.stream().filter(Candidate::votes).map(Candidate::best).toList());
  }

  /// @param best the least wrong of its samples, as wrong as it has become by now; the one with the
  ///   smallest delay, unless much time has passed since
  private record Candidate(
      InetSocketAddress server, int samples, @Nullable NtpSample best, NtpVerdict otherwise) {
    static Candidate of(NtpFindings found, long now) {
      NtpSample best = found.times().stream().map(time -> time.at(now)).min(BY_ERROR).orElse(null);
      return new Candidate(found.server(), found.times().size(), best, found.otherwise());
    }

    boolean votes() {
      return best != null && best.error().compareTo(TOO_VAGUE) <= 0;
    }

    NtpReport report(NtpAgreement agreement) {
      if (best == null) return new NtpReport(server, otherwise);
      if (!votes()) return new NtpReport(server, new NtpVerdict.TooVague(best.error()));
      return new NtpReport(
          server,
          agreement.includes(best)
              ? new NtpVerdict.Believed(best, samples)
              : new NtpVerdict.Outvoted(best));
    }
  }

  /// Lets each server vote that told the time well enough.
  static NtpElection among(List<NtpFindings> findings, TimeSource time) {
    long now = time.nanos();
    return new NtpElection(
        findings.stream().map(found -> Candidate.of(found, now)).toList(), time, now);
  }

  /// @throws NtpException when no majority agrees
  NtpMeasurement measurement(LocalTime local) throws NtpException {
    List<NtpReport> reports = candidates.stream().map(c -> c.report(agreement)).toList();
    if (!agreement.isReached()) throw new NtpException(reports);
    NtpSample best =
        candidates.stream()
            .filter(Candidate::votes)
            .map(Candidate::best)
            .filter(agreement::includes)
            .min(BY_ERROR)
            .orElseThrow();
    Duration offset = agreement.nearest(best.offset());
    Duration error = agreement.farthest(offset);
    CorrectedClock clock = CorrectedClock.starting(local.at(now).plus(offset), now, error, time);
    return new NtpMeasurement(offset, error, best, clock, reports);
  }
}
