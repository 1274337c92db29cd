package dev.usher.hub.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.usher.testkit.LeakCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentsTest {
  /// For a long look: `./mvnw verify -pl hub -am -Dtest=ExperimentsTest -Dlab.rounds=100
  /// -Dsurefire.failIfNoSpecifiedTests=false -Djunit.jupiter.execution.timeout.mode=disabled`.
  private static final int ROUNDS = Integer.getInteger("lab.rounds", 2);

  /// Against a test that hangs; an experiment takes a few seconds at most.
  static final Duration PATIENCE = Duration.ofMinutes(4);

  static Stream<String> names() {
    return Experiments.all().stream().map(Experiment::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatItClaimsIsSoEveryTimeAndNothingStays(String name) throws Exception {
    Experiment experiment = Experiments.named(name).orElseThrow();
    for (int round = 1; round <= ROUNDS; round++) {
      try (var _ = LeakCheck.begin()) {
        Finding finding = assertTimeoutPreemptively(PATIENCE, experiment::run);
        assertThat(finding.claims()).isNotEmpty();
        assertThat(finding.claims())
            .as("round %d: %s", round, finding.table())
            .allMatch(Claim::holds);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void whereToReadOnIsThere(String name) throws Exception {
    Finding finding = Runs.of(Experiments.named(name).orElseThrow());
    assertThat(finding.readOn()).isNotEmpty();
    for (String each : finding.readOn()) {
      if (!each.matches("RFC \\d+(, \\d+(\\.\\d+)*( and \\d+(\\.\\d+)*)?)?.*")) {
        assertThat(Path.of("..", each)).exists();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsExplainedNamesNoNumberThatARunMightNotSee(String name) throws Exception {
    Finding finding = Runs.of(Experiments.named(name).orElseThrow());
    assertThat(finding.why()).doesNotContainPattern("[0-9]{2,}").hasSizeBetween(100, 600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stiky", "stick", "Sticky", "sticky-"})
  void theNearestNameIsWhatWasMeant(String typed) {
    assertThat(Experiments.named(typed)).isEmpty();
    assertThat(Experiments.nearest(typed)).isEqualTo("sticky");
  }

  @Test
  void aNameIsFoundOnlyWhole() {
    assertThat(Experiments.named("half-close")).isPresent();
    assertThat(Experiments.nearest("halfclose")).isEqualTo("half-close");
  }

  @Test
  void aClaimComparesWhatWasSeen() {
    Duration second = Duration.ofSeconds(1);
    List<Claim> so =
        List.of(
            Claim.equal("", 1, 1L),
            Claim.below("", 1, 2),
            Claim.above("", 1.5, 1),
            Claim.atMost("", 2, 2),
            Claim.atLeast("", second, Duration.ofMillis(1_000)));
    List<Claim> not =
        List.of(
            Claim.equal("", 1, 2),
            Claim.below("", 2, 2),
            Claim.above("", 1, 1.5),
            Claim.atMost("", 3, 2),
            Claim.atLeast("", Duration.ofMillis(999), second));
    assertThat(so).allMatch(Claim::holds);
    assertThat(not).noneMatch(Claim::holds);
  }
}
