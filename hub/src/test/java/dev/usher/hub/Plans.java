package dev.usher.hub;

import dev.usher.services.Service;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// Plans as a command line makes them.
final class Plans {
  private Plans() {}

  static Plan of(List<Service> services, List<String> only, List<String> listen, List<String> lan)
      throws Complaint {
    List<String> words = new ArrayList<>();
    for (String each : only) words.add("--only=" + each);
    for (String each : listen) words.add("--listen=" + each);
    if (!lan.isEmpty()) words.add("--lan");
    return Plan.of(services, told(services, words.toArray(String[]::new)), lan);
  }

  /// What `usher serve` is told by these.
  static Told told(List<Service> services, String... words) throws Complaint {
    ServeOptions options = CommandLine.populateCommand(new ServeOptions(), words);
    return options.settings(Known.of(services)).told();
  }
}
