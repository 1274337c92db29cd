package dev.usher.pack;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is inside, as a CycloneDX 1.6 bill of materials. Without the serial number and the time
/// that such a bill may have: they would differ each time.
///
/// @param modules the folder of the modules that were linked, which say who requires whom
record Sbom(Libraries libraries, Licences licences, Path modules) {
  private static final String JAVA = "java";

  String text(Path image) throws IOException, Trouble {
    List<Object> components = new ArrayList<>();
    for (Library library : libraries.all()) {
      if (!isHub(library)) components.add(component(library));
    }
    components.add(java(image));

    Map<String, Object> bom = new LinkedHashMap<>();
    bom.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    bom.put("bomFormat", "CycloneDX");
    bom.put("specVersion", "1.6");
    bom.put("version", 1);
    bom.put("metadata", Map.of("component", hub()));
    bom.put("components", components);
    bom.put("dependencies", dependencies());
    return Json.text(bom);
  }

  private Map<String, Object> hub() throws IOException, Trouble {
    Library hub = libraries.all().stream().filter(Sbom::isHub).findFirst().orElseThrow();
    Map<String, Object> component = component(hub);
    component.put("type", "application");
    return component;
  }

  private static boolean isHub(Library library) {
    return library.name().equals("usher-hub");
  }

  private Map<String, Object> component(Library library) throws IOException, Trouble {
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", "library");
    component.put("bom-ref", library.purl());
    component.put("group", library.group());
    component.put("name", library.name());
    component.put("version", library.version());
    component.put("hashes", List.of(hash(Hash.sha256(library.published()))));
    component.put("licenses", licence(licences.identifier(library)));
    component.put("purl", library.purl());
    return component;
  }

  private static Map<String, Object> hash(String content) {
    Map<String, Object> hash = new LinkedHashMap<>();
    hash.put("alg", "SHA-256");
    hash.put("content", content);
    return hash;
  }

  private static List<Object> licence(String identifier) {
    return List.of(
        identifier.contains(" ")
            ? Map.of("expression", identifier)
            : Map.of("license", Map.of("id", identifier)));
  }

  private static Map<String, Object> java(Path image) throws IOException {
    Properties release = new Properties();
    try (var in = Files.newBufferedReader(image.resolve("release"))) {
      release.load(in);
    }
    Map<String, Object> java = new LinkedHashMap<>();
    java.put("type", "platform");
    java.put("bom-ref", JAVA);
    java.put("name", "OpenJDK");
    java.put("version", System.getProperty("java.runtime.version"));
    java.put("supplier", Map.of("name", System.getProperty("java.vendor")));
    java.put("licenses", licence("GPL-2.0-only WITH Classpath-exception-2.0"));
    java.put("description", "Its modules: " + ownModules(release.getProperty("MODULES", "")));
    return java;
  }

  /// Of all modules of the image, which the file `release` has in quotes.
  private static String ownModules(String all) {
    return Pattern.compile("(java|jdk)\\.[\\w.]+")
        .matcher(all)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining(" "));
  }

  private List<Object> dependencies() {
    Map<String, String> files = Libraries.modules(modules);
    Map<String, String> references = new TreeMap<>(); // by module
    for (Library each : libraries.all()) references.put(files.get(each.file()), each.purl());

    Map<String, List<String>> edges = new TreeMap<>();
    for (var each : ModuleFinder.of(modules).findAll()) {
      List<String> on =
          each.descriptor().requires().stream()
              .map(ModuleDescriptor.Requires::name)
              .map(name -> references.getOrDefault(name, JAVA))
              .filter(reference -> !reference.equals(references.get(each.descriptor().name())))
              .distinct()
              .sorted()
              .toList();
      edges.put(references.getOrDefault(each.descriptor().name(), JAVA), on);
    }
    List<Object> dependencies = new ArrayList<>();
    edges.forEach((reference, on) -> {
      Map<String, Object> dependency = new LinkedHashMap<>();
      dependency.put("ref", reference);
      dependency.put("dependsOn", on);
      dependencies.add(dependency);
    });
    return dependencies;
  }
}
