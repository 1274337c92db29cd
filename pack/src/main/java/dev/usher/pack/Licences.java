package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// Under what terms each library is given, and the notices that go with it.
///
/// @param folder with `known.properties` and the texts that some jars lack
/// @param known by Maven group: an SPDX identifier, and the text's file where the jar has none
record Licences(Path folder, Map<String, String> known) {
  private static final Pattern NOTICE =
      Pattern.compile("META-INF/[^/]*(LICENSE|NOTICE)[^/]*", Pattern.CASE_INSENSITIVE);

  static Licences of(Path folder) throws IOException {
    Properties read = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve("known.properties"))) {
      read.load(in);
    }
    Map<String, String> known = new TreeMap<>();
    for (String group : read.stringPropertyNames()) known.put(group, read.getProperty(group));
    return new Licences(folder, known);
  }

  /// The SPDX identifier.
  ///
  /// @throws Trouble when nobody has looked it up
  String identifier(Library library) throws Trouble {
    return known(library)[0];
  }

  /// Writes the notices of all, and a list of them.
  void write(List<Library> libraries, Path to) throws IOException, Trouble {
    Files.createDirectories(to);
    StringBuilder list =
        new StringBuilder(
            """
            What is inside, and its licence. The texts that a library brings along, or that belong to
            it, are in the folder of its name; that of Apache-2.0 is ../LICENSE. The texts for Java
            are in ../runtime/legal. On the locale in ../locale, which is of the GNU C Library, the
            Free Software Foundation claims no copyright.

            """);
    for (Library library : libraries) {
      list.append(
          "%-20s %-8s %s%n".formatted(library.name(), library.version(), identifier(library)));
      if (!library.isOurs()) notices(library, to.resolve(library.name()));
    }
    Files.writeString(to.resolve("README"), list);
  }

  private void notices(Library library, Path to) throws IOException, Trouble {
    String[] known = known(library);
    boolean found = known.length > 1;
    if (found) {
      Files.createDirectories(to);
      Files.copy(folder.resolve(known[1]), to.resolve("LICENSE"));
    }
    try (JarFile jar = new JarFile(library.published().toFile())) {
      for (JarEntry entry : notices(jar)) {
        found = true;
        Files.createDirectories(to);
        Path name = Path.of(entry.getName()).getFileName();
        try (var in = jar.getInputStream(entry)) {
          Files.copy(in, to.resolve(name.toString()));
        }
      }
    }
    if (!found && !known[0].equals("Apache-2.0")) {
      throw new Trouble(library.name() + " has no licence text; add one to " + folder);
    }
  }

  private static List<JarEntry> notices(JarFile jar) {
    return jar.stream()
        .filter(each -> NOTICE.matcher(each.getName()).matches())
        .sorted(Comparator.comparing(JarEntry::getName))
        .toList();
  }

  private String[] known(Library library) throws Trouble {
    String terms = known.get(library.group());
    if (terms == null) {
      throw new Trouble(
          "nobody has looked up the licence of "
              + library.group()
              + "; add it to "
              + folder.resolve("known.properties"));
    }
    return terms.split(" ");
  }
}
