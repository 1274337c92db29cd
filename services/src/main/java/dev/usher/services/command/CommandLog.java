package dev.usher.services.command;

import dev.usher.services.Json;
import dev.usher.services.LineFile;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The file in which every command is noted, one JSON line each (C15). At 16 MiB it becomes
/// `command.log.1`, in place of the one before.
final class CommandLog {
  private final Path file;
  private final LineFile lines;

  /// @throws IOException when it cannot be written: commands that are not noted are not run
  CommandLog(Path file) throws IOException {
    this.file = file;
    lines = new LineFile(file);
    lines.make();
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

  /// Notes one.
  ///
  /// @throws IOException when that fails: whoever cannot note does not go on
  void note(Entry entry) throws IOException {
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
      lines.add(line);
    } catch (IOException e) {
      throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
