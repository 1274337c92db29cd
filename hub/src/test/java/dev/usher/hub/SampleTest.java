package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The sample of a configuration is true.
class SampleTest {
  private static final Path SAMPLE = Path.of("src/pack/usher.toml");
  private static final Known KNOWN = Known.of(Services.all());

  private static Told sample() throws Exception {
    return ConfigFile.read(SAMPLE, KNOWN);
  }

  /// What it says when each `#` before a key is taken away.
  private static Told full() throws Exception {
    String text =
        Files.readAllLines(SAMPLE).stream()
            .map(line -> line.matches("#[a-z-]+ = .*") ? line.substring(1) : line)
            .collect(Collectors.joining("\n"));
    return ConfigFile.parse(SAMPLE, text, KNOWN);
  }

  @Test
  void asItStandsItChangesNothing() throws Exception {
    for (String table : KNOWN.tables().keySet()) assertThat(sample().texts(table)).isEmpty();
  }

  @Test
  void everythingThatCanBeSaidStandsInIt() throws Exception {
    Told full = full();
    for (Map.Entry<String, List<Option<?>>> table : KNOWN.tables().entrySet()) {
      assertThat(full.texts(table.getKey()).keySet())
          .as(table.getKey())
          .containsExactlyElementsOf(table.getValue().stream().map(Option::name).toList());
    }
  }

  @Test
  void whatStandsInItIsTheDefaultWhereThereIsOne() throws Exception {
    Told full = full();
    KNOWN
        .tables()
        .forEach((table, options) -> {
          for (Option<?> option : options) {
            if (!option.fixed() || option == HubOptions.DATA) continue; // each user has another
            assertThat(full.texts(table)).containsEntry(option.name(), option.usual());
          }
        });
  }

  @Test
  void allOfItTogetherMakesSenseAndOpensWhatIsUsual() throws Exception {
    Settings settings = Settings.of(KNOWN, full());
    List<String> usual = doors(Plans.of(Services.all(), List.of(), List.of(), List.of()));
    usual.addAll(List.of("command.text=tcp://127.0.0.1:7514", "command.text=udp://127.0.0.1:7514"));
    assertThat(doors(settings.plan(Services.all()))).containsExactlyElementsOf(usual);
    assertThat(settings.allowShell()).isFalse();
  }

  private static List<String> doors(Plan plan) {
    return plan.openings().stream()
        .map(each -> each.door().name() + "=" + each.address())
        .collect(Collectors.toList());
  }
}
