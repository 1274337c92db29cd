package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.hub.lab.Experiment;
import dev.usher.hub.lab.Experiments;
import dev.usher.hub.lab.Finding;
import dev.usher.hub.lab.Runs;
import dev.usher.services.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonToken;

/// `usher lab`, in a process and in pieces.
class LabTest {
  @TempDir Path folder;

  static Stream<String> names() {
    return Experiments.all().stream().map(Experiment::name);
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    try (var json = Json.parser(line)) {
      assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        fields.add(json.currentName());
        json.nextToken();
        json.skipChildren();
      }
      assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(json.nextToken()).isNull();
    }
    return fields;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFindingIsOneLineOfJson(String name) throws Exception {
    Experiment experiment = Experiments.named(name).orElseThrow();
    String line = LabJson.line(experiment, Runs.of(experiment));
    assertThat(line).doesNotContain("\n");
    assertThat(fields(line))
        .containsExactly("name", "question", "holds", "rows", "claims", "why", "read_on");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFindingFitsAScreen(String name) throws Exception {
    Experiment experiment = Experiments.named(name).orElseThrow();
    Finding finding = Runs.of(experiment);
    LabText text = new LabText(false);
    assertThat((text.heading(experiment) + text.body(finding)).lines())
        .hasSizeLessThan(36)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(new LabText(true).body(finding)).contains("\033[1m").contains("\033[32m✓");
  }

  @Test
  void withoutANameItListsThem() throws Exception {
    try (var usher = Usher.start(folder, "lab")) {
      assertThat(usher.line()).startsWith("NAME");
      assertThat(usher.rest().lines()).hasSize(Experiments.all().size() + 2);
      assertThat(usher.exit()).isZero();
    }
    try (var usher = Usher.start(folder, "lab", "--json")) {
      assertThat(usher.rest().lines())
          .hasSize(Experiments.all().size())
          .allSatisfy(line -> assertThat(fields(line)).containsExactly("name", "question"));
    }
  }

  @Test
  void itRunsTheOneThatIsNamed() throws Exception {
    try (var usher = Usher.start(folder, "lab", "boundaries")) {
      assertThat(usher.line()).startsWith("boundaries: ");
      assertThat(usher.rest()).contains("✓ three datagrams are three receives: 3 = 3\n");
      assertThat(usher.exit()).isZero();
      assertThat(usher.errors()).isEmpty();
    }
    try (var usher = Usher.start(folder, "lab", "boundaries", "--json")) {
      assertThat(usher.rest()).contains("\"holds\":true").hasLineCount(1);
      assertThat(usher.exit()).isZero();
    }
  }

  @Test
  void anUnknownNameIsToldWithTheNearest() throws Exception {
    try (var usher = Usher.start(folder, "lab", "stiky")) {
      assertThat(usher.exit()).isEqualTo(2);
      assertThat(usher.errors())
          .contains("no experiment \"stiky\"; did you mean sticky?")
          .hasLineCount(1);
    }
  }

  @Test
  void aNameAndAllIsOneTooMany() throws Exception {
    try (var usher = Usher.start(folder, "lab", "sticky", "--all")) {
      assertThat(usher.exit()).isEqualTo(2);
      assertThat(usher.errors()).contains("leave out \"sticky\"").hasLineCount(1);
    }
  }
}
