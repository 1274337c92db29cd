package dev.usher.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    Path beginning = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try {
        Files.writeString(beginning, json(hub));
        Files.move(beginning, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beginning);
      }
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

  /// `{"doors": {"echo.text": ["tcp://127.0.0.1:7007"]}}`
  private static String json(Hub hub) {
    StringBuilder json = new StringBuilder("{\"doors\": {");
    String door = "";
    for (Hub.OpenDoor each : hub.doors()) {
      if (each.door().name().equals(door)) {
        json.append(", ");
      } else {
        if (!door.isEmpty()) json.append("], ");
        door = each.door().name();
        quote(door, json);
        json.append(": [");
      }
      quote(each.address().toString(), json);
    }
    if (!door.isEmpty()) json.append(']');
    return json.append("}}\n").toString();
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < ' ') json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    json.append('"');
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
