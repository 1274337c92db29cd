package dev.usher.hub.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A run of each experiment, for all tests that only look at what it found.
public final class Runs {
  private static final Map<String, Finding> FINDINGS = new ConcurrentHashMap<>();

  private Runs() {}

  /// What it has found, at its first run here.
  public static Finding of(Experiment experiment) throws Exception {
    Finding known = FINDINGS.get(experiment.name());
    if (known != null) return known;
    Finding found = assertTimeoutPreemptively(ExperimentsTest.PATIENCE, experiment::run);
    FINDINGS.put(experiment.name(), found);
    return found;
  }

  /// A value of a row, counted from 0, by its column.
  static Value value(Finding finding, int row, String column) {
    int index = finding.table().columns().indexOf(column);
    assertThat(index).as("%s in %s", column, finding.table().columns()).isNotNegative();
    return finding.table().rows().get(row).get(index);
  }

  /// The same, where it is a number or a time, in seconds.
  static double number(Finding finding, int row, String column) {
    return ((Value.Quantity) value(finding, row, column)).amount();
  }

  /// The same, where it is a text.
  static String text(Finding finding, int row, String column) {
    return ((Value.Text) value(finding, row, column)).text();
  }
}
