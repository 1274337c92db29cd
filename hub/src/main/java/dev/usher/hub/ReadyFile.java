package dev.usher.hub;

import dev.usher.services.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The file that tells other programs that every door is open, and where. It is there, whole, as
/// long as the hub serves: one left by a hub that was killed is removed before the doors open, and
/// ours goes when the hub begins to stop.
final class ReadyFile implements AutoCloseable {
  private final Path file;

  /// Removes a stale one.
  ReadyFile(Path file) throws Complaint {
    this.file = file;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw complaint(e);
    }
  }

  /// Writes it in one step: whoever sees it sees all of it.
  void write(Hub hub) throws Complaint {
    try {
      WholeFile.write(file, json(hub));
    } catch (IOException e) {
      throw complaint(e);
    }
  }

  private Complaint complaint(IOException e) {
    return Complaint.failure(
        "cannot write the ready file "
            + file
            + ": "
            + DataFolder.cause(e)
            + "; name another by --ready-file");
  }

  /// `{"doors":{"echo.text":["tcp://127.0.0.1:7007"]}}`
  private static String json(Hub hub) {
    Map<String, List<String>> doors = new LinkedHashMap<>();
    for (Hub.OpenDoor each : hub.doors()) {
      doors
          .computeIfAbsent(each.door().name(), _ -> new ArrayList<>())
          .add(each.address().toString());
    }
    return Json.line(json -> {
      json.writeObjectPropertyStart("doors");
      doors.forEach((door, addresses) -> {
        json.writeArrayPropertyStart(door);
        addresses.forEach(json::writeString);
        json.writeEndArray();
      });
      json.writeEndObject();
    })
        + "\n";
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // the next hub with this file removes it before it opens a door
    }
  }
}
