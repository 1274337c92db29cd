package dev.usher.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that are written in one step: whoever sees one sees all of it, and who is interrupted has
/// spoilt nothing.
final class WholeFile {
  private WholeFile() {}

  /// Writes the file, or the one that a symbolic link there leads to. Who could read the one before
  /// can read this one, and nobody else.
  static void write(Path file, String text) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file;
    Path beginning = real.resolveSibling(real.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.deleteIfExists(beginning);
      Files.createFile(beginning, permissions(real));
      Files.writeString(beginning, text);
      Files.move(beginning, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beginning);
    }
  }

  private static FileAttribute<?>[] permissions(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null || !Files.exists(file)) return new FileAttribute<?>[0];
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(view.readAttributes().permissions())
    };
  }
}
