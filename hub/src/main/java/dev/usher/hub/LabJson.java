package dev.usher.hub;

import dev.usher.hub.lab.Claim;
import dev.usher.hub.lab.Experiment;
import dev.usher.hub.lab.Finding;
import dev.usher.hub.lab.Value;
import dev.usher.services.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// What `usher lab` tells a program: times in seconds.
final class LabJson {
  private LabJson() {}

  /// An experiment that was not run, in one line without its end.
  static String line(Experiment experiment) {
    return Json.line(json -> describe(json, experiment));
  }

  /// What a run has found, in one line without its end.
  static String line(Experiment experiment, Finding finding) {
    return Json.line(json -> {
      describe(json, experiment);
      json.writeBooleanProperty("holds", finding.holds());
      json.writeArrayPropertyStart("rows");
      for (List<Value> row : finding.table().rows()) {
        json.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
          write(json, finding.table().columns().get(i), row.get(i));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("claims");
      for (Claim each : finding.claims()) claim(json, each);
      json.writeEndArray();
      json.writeStringProperty("why", finding.why());
      json.writeArrayPropertyStart("read_on");
      finding.readOn().forEach(json::writeString);
      json.writeEndArray();
    });
  }

  private static void describe(JsonGenerator json, Experiment experiment) {
    json.writeStringProperty("name", experiment.name());
    json.writeStringProperty("question", experiment.question());
  }

  private static void claim(JsonGenerator json, Claim claim) {
    json.writeStartObject();
    json.writeStringProperty("claim", claim.what());
    write(json, "seen", claim.seen());
    json.writeStringProperty("relation", claim.relation().name().toLowerCase(Locale.ROOT));
    write(json, "bound", claim.bound());
    json.writeBooleanProperty("holds", claim.holds());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Value value) {
    switch (value) {
      case Value.Text text -> json.writeStringProperty(name, text.text());
      case Value.Count count -> json.writeNumberProperty(name, count.count());
      case Value.Span span -> json.writeNumberProperty(name, span.amount());
      case Value.Ratio ratio -> json.writeNumberProperty(name, ratio.amount());
    }
  }
}
