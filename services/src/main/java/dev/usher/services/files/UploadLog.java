package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Address;
import dev.usher.services.Json;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The file in which every upload is noted, one JSON line each (U12), and whoever else is told of
/// them. Safe for several threads.
final class UploadLog {
  private static final long MOST = 16L * 1024 * 1024;

  // One for the process: doors at several addresses write into the same file.
  private static final Object LOCK = new Object();

  private final Path file;
  private final Consumer<String> news;

  /// @param news told of every upload, in one line that may have anything in it
  UploadLog(Path file, Consumer<String> news) {
    this.file = file;
    this.news = news;
  }

  /// Notes an upload. When the log cannot be written, that is told instead: a file that was sent is
  /// worth more than the line about it.
  ///
  /// @param header null when it could not be read
  void note(Instant at, SocketAddress from, @Nullable UploadHeader header, Outcome outcome) {
    String sender = Address.bound(Scheme.TCP, from).toString();
    String line =
        Json.line(json -> {
          json.writeStringProperty("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
          json.writeStringProperty("from", sender);
          if (header != null) {
            json.writeStringProperty("name", header.name());
            json.writeNumberProperty("size", header.size());
            json.writeStringProperty("msg", header.message());
          }
          switch (outcome) {
            case Outcome.Stored(Published(StorePath path, boolean same)) -> {
              json.writeStringProperty("outcome", same ? "same" : "stored");
              json.writeStringProperty("as", path.text());
            }
            case Outcome.Refused(StoreException why) -> {
              json.writeStringProperty("outcome", "refused");
              json.writeStringProperty("why", String.valueOf(why.getMessage()));
            }
          }
        });
    news.accept("files.upload: " + sender + " " + told(header, outcome));
    try {
      append((line + "\n").getBytes(UTF_8)); // which half a surrogate pair does not stop
    } catch (IOException e) {
      news.accept("files.upload: cannot write " + file + ": " + e.getMessage());
    }
  }

  private static String told(@Nullable UploadHeader header, Outcome outcome) {
    String name = header == null ? "something" : header.name();
    String told =
        switch (outcome) {
          case Outcome.Stored(Published(StorePath path, boolean same)) ->
              "sent "
                  + name
                  + (same ? ", which is there" : "")
                  + (path.text().equals(name) ? "" : " (" + path.text() + ")");
          case Outcome.Refused(StoreException why) ->
              "sent " + name + ", which is not kept: " + why.getMessage();
        };
    return header == null || header.message().isBlank() ? told : told + ": " + header.message();
  }

  private void append(byte[] line) throws IOException {
    synchronized (LOCK) {
      if (Files.exists(file) && Files.size(file) > MOST) {
        Path old = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.exists(file)) create();
      Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /// For its owner alone: messages are nobody else's business.
  private void create() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }
}
