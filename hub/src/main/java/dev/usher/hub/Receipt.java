package dev.usher.hub;

import dev.usher.services.Json;
import dev.usher.services.files.TransferEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is known to be stored, as a file that can be kept. Safe for several threads.
final class Receipt {
  private final Path file;
  private final String hub;
  private final List<TransferEvent.Stored> stored = new ArrayList<>();

  /// @param hub where the files were sent, or come from
  Receipt(Path file, String hub) {
    this.file = file;
    this.hub = hub;
  }

  synchronized void add(TransferEvent.Stored event) {
    stored.add(event);
  }

  /// Writes it in one step.
  synchronized void write() throws Complaint {
    String text =
        Json.line(json -> {
          json.writeStringProperty("hub", hub);
          json.writeArrayPropertyStart("files");
          for (TransferEvent.Stored each : stored) {
            json.writeStartObject();
            json.writeStringProperty("name", each.file().name());
            json.writeNumberProperty("size", each.file().size());
            TransferJson.write(each, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
    try {
      WholeFile.write(file.toAbsolutePath(), text + "\n");
    } catch (IOException e) {
      throw Complaint.failure(
          "cannot write the receipt "
              + file
              + ": "
              + DataFolder.cause(e)
              + "; what was stored is stored; name another by --receipt");
    }
  }
}
