package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NtpAgreementTest {
  private static final int FAR = 20;

  private static NtpSample sample(int offset, int error) {
    return new NtpSample(
        Duration.ofSeconds(offset), Duration.ofSeconds(error), Duration.ZERO, 1, Leap.NONE);
  }

  @Provide
  Arbitrary<List<NtpSample>> servers() {
    Arbitrary<Integer> offsets = Arbitraries.integers().between(-FAR, FAR);
    Arbitrary<Integer> errors = Arbitraries.integers().between(0, 8);
    return net.jqwik.api.Combinators.combine(offsets, errors)
        .as(NtpAgreementTest::sample)
        .list()
        .ofMaxSize(7);
  }

  /// All the seconds at which more than half of the servers can be right: every end of an interval
  /// is one, so that nothing lies between them.
  private static List<Duration> agreed(List<NtpSample> servers) {
    return IntStream.rangeClosed(-2 * FAR, 2 * FAR)
        .mapToObj(Duration::ofSeconds)
        .filter(at -> 2 * servers.stream().filter(s -> covers(s, at)).count() > servers.size())
        .toList();
  }

  private static boolean covers(NtpSample server, Duration point) {
    return server.offset().minus(point).abs().compareTo(server.error()) <= 0;
  }

  @Property(tries = 5_000)
  void itIsWhatTryingEverySecondFinds(@ForAll("servers") List<NtpSample> servers) {
    NtpAgreement agreement = NtpAgreement.of(servers);
    List<Duration> agreed = agreed(servers);
    assertThat(agreement.isReached()).isEqualTo(!agreed.isEmpty());
    if (agreed.isEmpty()) return;
    assertThat(agreement.low()).isEqualTo(agreed.getFirst());
    assertThat(agreement.high()).isEqualTo(agreed.getLast());
    for (NtpSample server : servers) {
      assertThat(agreement.includes(server))
          .isEqualTo(agreed.stream().anyMatch(at -> covers(server, at)));
    }
  }

  @Property(tries = 5_000)
  void aTruthThatMostKnowIsNeverLost(@ForAll("servers") List<NtpSample> servers) {
    List<NtpSample> all = new ArrayList<>(servers);
    Duration truth = Duration.ofSeconds(3);
    while (2 * all.stream().filter(s -> covers(s, truth)).count() <= all.size()) {
      all.add(sample(3 + all.size() % 3, 2));
    }
    NtpAgreement agreement = NtpAgreement.of(all);
    assertThat(truth).isBetween(agreement.low(), agreement.high());
    for (int offset = -FAR; offset <= FAR; offset++) {
      Duration told = agreement.nearest(Duration.ofSeconds(offset));
      assertThat(told.minus(truth).abs()).isLessThanOrEqualTo(agreement.farthest(told));
    }
  }

  @Test
  void liarsInConcertCannotDrawItAwayFromTheTruth() {
    NtpAgreement agreement =
        NtpAgreement.of(
            List.of(sample(8, 10), sample(8, 10), sample(0, 1), sample(8, 1), sample(8, 1)));
    // Four agree on 7 to 9, and only one has its middle elsewhere; yet three may be right at 0.
    assertThat(agreement.low()).isEqualTo(Duration.ofSeconds(-1));
    assertThat(agreement.high()).isEqualTo(Duration.ofSeconds(9));
  }
}
