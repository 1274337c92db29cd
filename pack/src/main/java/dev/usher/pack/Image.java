package dev.usher.pack;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/// A Java that has the hub's modules, those that they need, and nothing else.
final class Image {
  /// What nothing requires. JLine finds its terminal by name, so nothing requires that either.
  static final List<String> ROOTS = List.of("dev.usher.hub", "org.jline.terminal.ffm");

  private Image() {}

  /// Links modules of a folder, and those of Java that they need. They are not compressed: the
  /// archive as a whole becomes a third smaller so, and classes load faster.
  ///
  /// @param roots names of modules that nothing else requires
  static void link(List<String> roots, Path modules, Path image) throws Trouble {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new Trouble("this JDK has no jlink; take one that is whole"));
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    List<String> command =
        List.of(
            "--module-path=" + modules,
            "--add-modules=" + String.join(",", roots),
            "--strip-debug",
            // It makes classes that are in Java already, now before and now after the debug
            // information is stripped: the order of jlink's plugins is an accident.
            "--disable-plugin=generate-jli-classes",
            "--no-man-pages",
            "--no-header-files",
            "--compress=zip-0",
            "--vm=server",
            "--output=" + image);
    if (jlink.run(writer, writer, command.toArray(String[]::new)) != 0) {
      throw new Trouble("jlink: " + said.toString().strip());
    }
  }

  /// Leaves of the programs only `java`, and `jfr`, which reads recordings.
  static void prune(Path image) throws IOException {
    Files.deleteIfExists(image.resolve("bin", "keytool"));
  }

  static Path java(Path image) {
    return image.resolve("bin", "java");
  }
}
