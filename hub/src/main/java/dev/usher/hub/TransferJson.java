package dev.usher.hub;

import dev.usher.services.Json;
import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferFile;
import dev.usher.services.files.TransferSummary;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// A transfer for programs: one JSON object a line for each event. How far a file is comes ten
/// times a second at most, and always when all of it was sent.
final class TransferJson implements TransferView {
  private static final long APART = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintStream out;
  private final Map<Integer, Long> told = new HashMap<>(); // when, by number

  TransferJson(PrintStream out) {
    this.out = out;
  }

  @Override
  public void accept(TransferEvent event) {
    switch (event) {
      case TransferEvent.Found(long files, long bytes, boolean all) -> {
        if (!all) return;
        line(
            "found",
            json -> {
              json.writeNumberProperty("files", files);
              json.writeNumberProperty("bytes", bytes);
            });
      }
      case TransferEvent.Begun(TransferFile file, long resumed) ->
          line("begun", file, json -> json.writeNumberProperty("resumed", resumed));
      case TransferEvent.Moved moved -> {
        if (isDue(moved)) {
          line(
              "moved",
              moved.file(),
              json -> {
                json.writeNumberProperty("sent", moved.sent());
                json.writeNumberProperty("verified", moved.verified());
                json.writeNumberProperty("durable", moved.durable());
              });
        }
      }
      case TransferEvent.Stored stored -> {
        told.remove(stored.file().number());
        line("stored", stored.file(), json -> write(stored, json));
      }
      case TransferEvent.Refused(TransferFile file, var trouble, String text) -> {
        told.remove(file.number());
        line(
            "refused",
            file,
            json -> {
              json.writeStringProperty("trouble", lower(trouble));
              json.writeStringProperty("why", text);
            });
      }
    }
  }

  private boolean isDue(TransferEvent.Moved moved) {
    long now = System.nanoTime();
    Long last = told.get(moved.file().number());
    boolean due = last == null || now - last >= APART || moved.sent() == moved.file().size();
    if (due) told.put(moved.file().number(), now);
    return due;
  }

  /// What is known of a stored file, beside its name here and its size.
  static void write(TransferEvent.Stored stored, JsonGenerator json) {
    json.writeStringProperty("as", stored.name());
    json.writeStringProperty("root", stored.root());
    json.writeStringProperty("durability", lower(stored.durability()));
    json.writeStringProperty("time", stored.at().toString());
    json.writeBooleanProperty("same", stored.same());
  }

  @Override
  public void end(TransferSummary summary) {
    line(
        "ended",
        json -> {
          json.writeNumberProperty("files", summary.files());
          json.writeNumberProperty("refused", summary.refused());
          json.writeNumberProperty("bytes", summary.bytes());
          json.writeNumberProperty("resumed", summary.resumed());
          json.writeNumberProperty("repaired", summary.repaired());
          json.writeNumberProperty("seconds", summary.took().toMillis() / 1000.0);
          json.writeNumberProperty("network", summary.network().toMillis() / 1000.0);
          json.writeNumberProperty("disk", summary.disk().toMillis() / 1000.0);
          json.writeNumberProperty("hash", summary.hash().toMillis() / 1000.0);
        });
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void line(String event, TransferFile file, Consumer<JsonGenerator> more) {
    line(
        event,
        json -> {
          json.writeStringProperty("name", file.name());
          json.writeNumberProperty("size", file.size());
          more.accept(json);
        });
  }

  private synchronized void line(String event, Consumer<JsonGenerator> more) {
    String line =
        Json.line(json -> {
          json.writeStringProperty("event", event);
          more.accept(json);
        });
    out.println(line);
  }
}
