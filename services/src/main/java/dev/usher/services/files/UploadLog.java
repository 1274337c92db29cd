package dev.usher.services.files;

import dev.usher.services.Address;
import dev.usher.services.Json;
import dev.usher.services.LineFile;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The file in which every upload is noted, one JSON line each (U12), and whoever else is told of
/// them. Safe for several threads.
final class UploadLog {
  private final Path file;
  private final LineFile lines;
  private final Consumer<String> news;

  /// @param news told of every upload, in one line that may have anything in it
  UploadLog(Path file, Consumer<String> news) {
    this.file = file;
    lines = new LineFile(file);
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
      lines.add(line);
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
}
