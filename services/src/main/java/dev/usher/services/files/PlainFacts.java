package dev.usher.services.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// What a [PlainFolder] learns from Java.
final class PlainFacts {
  private static final long NEARLY_NOTHING = 64 * 1024;

  private PlainFacts() {}

  static @Nullable Facts of(Path path) throws StoreException {
    try {
      BasicFileAttributes found = attributes(path, LinkOption.NOFOLLOW_LINKS);
      Facts.Kind kind =
          found.isRegularFile()
              ? Facts.Kind.FILE
              : found.isDirectory() ? Facts.Kind.FOLDER : Facts.Kind.OTHER;
      var modified = found.lastModifiedTime().toInstant();
      // A file system costs a look at every mount, and is asked for folders only.
      Object mount = kind == Facts.Kind.FOLDER ? Files.getFileStore(path) : "";
      return new Facts(kind, found.size(), modified, isProgram(found), modified, mount);
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw Failures.of(e, String.valueOf(path.getFileName()));
    }
  }

  /// All that one look tells.
  static BasicFileAttributes attributes(Path path, LinkOption... how) throws IOException {
    if (isPosix(path)) return Files.readAttributes(path, PosixFileAttributes.class, how);
    return Files.readAttributes(path, BasicFileAttributes.class, how);
  }

  /// Whether its owner may run it, as the file itself says, whatever its disk allows.
  static boolean isProgram(BasicFileAttributes file) {
    return file.isRegularFile()
        && file instanceof PosixFileAttributes rights
        && rights.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
  }

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// What a new file is made with; the system takes the umask off.
  static FileAttribute<?>[] rights(Path path, boolean executable) {
    if (!isPosix(path)) return new FileAttribute<?>[0];
    String text = executable ? "rwxrwxrwx" : "rw-rw-rw-";
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
    };
  }

  /// Whether what could not be written could not for want of space: Java does not tell.
  static boolean full(Path path) {
    return path.toFile().getUsableSpace() < NEARLY_NOTHING;
  }
}
