package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The locale C.UTF-8 of the machine that packs, for machines that do not even have that one: Java
/// takes the encoding of file names from the locale and from nothing else.
final class Utf8Locale {
  private static final Path INSTALLED = Path.of("/usr/lib/locale/C.utf8");

  private Utf8Locale() {}

  /// Fills a folder that `LOCPATH` can name.
  static void copy(Path to) throws IOException, Trouble {
    if (!Files.isDirectory(INSTALLED)) {
      throw new Trouble(
          "needs the locale C.UTF-8 in " + INSTALLED + "; to get it: apt install libc-bin");
    }
    Path copy = to.resolve(INSTALLED.getFileName());
    for (Path each : Tree.all(INSTALLED)) {
      Path other = copy.resolve(INSTALLED.relativize(each).toString());
      if (Files.isDirectory(each)) Files.createDirectories(other);
      else Files.copy(each, other);
    }
  }
}
