package dev.usher.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that lines are added to, for its owner's eyes alone. At 16 MiB it becomes `NAME.1`, in
/// place of the one before. Safe for several threads, and for several of these for one file.
public final class LineFile {
  private static final long MOST = 16L * 1024 * 1024;

  // One for the process: doors at several addresses write into the same file.
  private static final Object LOCK = new Object();

  private final Path file;

  /// Nothing is made yet.
  public LineFile(Path file) {
    this.file = file;
  }

  /// Makes it and its folder where they are not there.
  ///
  /// @throws IOException when it cannot be written
  public void make() throws IOException {
    append(new byte[0]);
  }

  /// Adds a line, which has no line end yet.
  ///
  /// @throws IOException when that fails; a part of it may be there, on a line of its own
  public void add(String line) throws IOException {
    append((line + "\n").getBytes(UTF_8)); // which half a surrogate pair does not stop
  }

  private void append(byte[] bytes) throws IOException {
    synchronized (LOCK) {
      if (Files.exists(file) && Files.size(file) > MOST) {
        Path old = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel = open()) {
        if (bytes.length > 0) HalfLine.end(channel);
        channel.position(channel.size());
        for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) channel.write(rest);
      }
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        ownersOnly());
  }

  private FileAttribute<?>[] ownersOnly() {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!posix) return new FileAttribute<?>[0];
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }
}
