package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.usher.services.Service;
import java.nio.file.Path;
import java.util.List;

class ConfigFileFuzz {
  private static final Path FILE = Path.of("usher.toml");
  private static final List<Service> SERVICES = Services.all();
  private static final Known KNOWN = Known.of(SERVICES);

  @FuzzTest(maxDuration = "1m")
  void anyTextIsAPlanOrRefusedWithItsPlace(byte[] input) {
    try {
      Settings settings =
          Settings.of(KNOWN, ConfigFile.parse(FILE, new String(input, UTF_8), KNOWN));
      Plan plan = Plan.of(SERVICES, settings.told(), List.of());
      for (InForce each : InForce.all(settings, plan)) {
        assertThat(ConfigJson.line(each)).startsWith("{\"table\":");
      }
      assertThat(new ConfigText(false).table(InForce.all(settings, plan))).startsWith("SETTING");
    } catch (Complaint e) {
      assertThat(e.lines()).allMatch(line -> line.contains("usher.toml"));
    }
  }
}
