package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The file in which every command is noted, one JSON line each (C15). At 16 MiB it becomes
/// `command.log.1`, in place of the one before.
final class CommandLog {
  private static final long MOST = 16L * 1024 * 1024;

  // One for the process: doors at several addresses write into the same file.
  private static final Object LOCK = new Object();

  private final Path file;

  /// @throws IOException when it cannot be written: commands that are not noted are not run
  CommandLog(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
    append("");
  }

  /// One command.
  ///
  /// @param how its verdict, or why it did not run
  /// @param status of its shell; more than 128 after a signal
  /// @param millis how long it took, until nothing of it was left
  /// @param left processes that the system does not let go
  record Entry(
      Instant at,
      SocketAddress from,
      String text,
      String how,
      @Nullable Integer status,
      long millis,
      long out,
      long err,
      int left) {}

  /// Notes one; whoever cannot note does not go on.
  void note(Entry entry) {
    String line =
        Json.line(json -> {
          json.writeStringProperty("time", entry.at().toString());
          json.writeStringProperty("from", entry.from().toString());
          json.writeStringProperty("command", entry.text());
          json.writeStringProperty("ended", entry.how());
          if (entry.status() == null) json.writeNullProperty("status");
          else json.writeNumberProperty("status", entry.status());
          json.writeNumberProperty("millis", entry.millis());
          json.writeNumberProperty("stdout", entry.out());
          json.writeNumberProperty("stderr", entry.err());
          if (entry.left() > 0) json.writeNumberProperty("left", entry.left());
        });
    try {
      append(line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private void append(String line) throws IOException {
    synchronized (LOCK) {
      if (Files.exists(file) && Files.size(file) > MOST) {
        Path old = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.exists(file)) create();
      Files.writeString(file, line, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /// For its owner alone: commands may hold secrets.
  private void create() throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }
}
