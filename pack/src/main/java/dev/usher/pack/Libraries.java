package dev.usher.pack;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The jars that the build left for the launcher, and what Maven calls them.
///
/// @param folder with all of them
/// @param all sorted by file
record Libraries(Path folder, List<Library> all) {
  private static final String HUB = "dev.usher.hub";

  /// @param built what the build left: `lib` and `dependencies`
  /// @throws Trouble when the two do not fit together
  static Libraries of(Path built) throws IOException, Trouble {
    Path folder = built.resolve("lib");
    Map<String, Library> known = new HashMap<>();
    for (String line : Files.readAllLines(built.resolve("dependencies"))) {
      if (!Library.isListed(line)) continue;
      Library library = Library.listed(line);
      known.put(library.file(), library);
    }
    Library hub = hub(folder);
    known.put(hub.file(), hub);

    List<Library> all = new ArrayList<>();
    for (String file : jars(folder)) {
      Library library = known.get(file);
      if (library == null) throw new Trouble(file + " is in lib, but no dependency of the hub");
      all.add(library);
    }
    if (all.size() != known.size()) {
      throw new Trouble("lib lacks a dependency of the hub; run ./mvnw package, and pack again");
    }
    return new Libraries(folder, List.copyOf(all));
  }

  String version() {
    return all.stream()
        .filter(each -> each.name().equals("usher-hub"))
        .findFirst()
        .orElseThrow()
        .version();
  }

  Path hubJar() {
    return folder.resolve("usher-hub-" + version() + ".jar");
  }

  /// Whose module each is.
  static Map<String, String> modules(Path folder) {
    Map<String, String> names = new HashMap<>();
    for (ModuleReference each : ModuleFinder.of(folder).findAll()) {
      names.put(
          Path.of(each.location().orElseThrow()).getFileName().toString(),
          each.descriptor().name());
    }
    return names;
  }

  /// The hub does not depend on itself, so that Maven does not list it.
  private static Library hub(Path folder) throws Trouble {
    ModuleReference hub =
        ModuleFinder.of(folder)
            .find(HUB)
            .orElseThrow(() -> new Trouble("the hub is not in " + folder + "; build it first"));
    return new Library(
        "dev.usher",
        "usher-hub",
        hub.descriptor().rawVersion().orElseThrow(),
        Path.of(hub.location().orElseThrow()));
  }

  private static List<String> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.endsWith(".jar"))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }
}
