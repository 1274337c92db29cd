package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Scheme;
import dev.usher.services.Service;
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

  @Test
  void anOptionMeansTheSameInATableAndBehindAnAddress() throws Exception {
    List<Service> services = Services.all();
    int compared = 0;
    for (Service service : services) {
      for (Door door : service.doors()) {
        for (Scheme scheme : door.schemes()) {
          for (Option<?> option : KNOWN.tables().get(door.name())) {
            String name = option.name();
            if (name.equals("listen") || !Doorway.heeds(name, scheme)) continue;
            String at = scheme == Scheme.UNIX ? "unix:/s" : scheme.prefix() + "127.0.0.1:1";
            Told table = new Told().say(door.name(), "listen", new Word(at, new Origin.Usual()));
            for (Word word : full().words(door.name(), name)) table.say(door.name(), name, word);
            String value = full().texts(door.name()).get(name);
            String listen = "--listen=" + door.name() + "=" + at + "?" + name + "=" + value;
            assertThat(addresses(Plan.of(services, table, List.of())))
                .isEqualTo(addresses(Plan.of(services, Plans.told(services, listen), List.of())))
                .contains(at + "?" + name + "=" + value);
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  private static List<String> addresses(Plan plan) {
    return plan.openings().stream().map(each -> each.address().withOptions()).toList();
  }

  private static List<String> doors(Plan plan) {
    return plan.openings().stream()
        .map(each -> each.door().name() + "=" + each.address())
        .collect(Collectors.toList());
  }
}
