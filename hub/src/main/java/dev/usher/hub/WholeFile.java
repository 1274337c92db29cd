package dev.usher.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that are written in one step: whoever sees one sees all of it, and who is interrupted has
/// spoilt nothing.
final class WholeFile {
  private WholeFile() {}

  /// Writes the file, or the one that a symbolic link there leads to.
  static void write(Path file, String text) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file;
    Path beginning = real.resolveSibling(real.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(beginning, text);
      Files.move(beginning, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beginning);
    }
  }
}
