package dev.usher.hub;

import dev.usher.services.Json;
import dev.usher.services.Option.Kind;
import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;

/// What `usher config show` tells a program.
final class ConfigJson {
  private ConfigJson() {}

  /// One setting in one line, without its end. Of a list, `from` tells of each value.
  static String line(InForce setting) {
    return Json.line(json -> {
      json.writeStringProperty("table", setting.table());
      json.writeStringProperty("key", setting.option().name());
      if (setting.option().kind() == Kind.LIST) list(setting, json);
      else scalar(setting, json);
    });
  }

  private static void list(InForce setting, JsonGenerator json) {
    json.writeArrayPropertyStart("value");
    for (Word word : setting.values()) json.writeString(word.text());
    json.writeEndArray();
    json.writeArrayPropertyStart("from");
    for (Word word : setting.values()) json.writeString(word.origin().whole());
    json.writeEndArray();
  }

  private static void scalar(InForce setting, JsonGenerator json) {
    json.writeName("value");
    if (setting.values().isEmpty()) {
      json.writeNull();
      json.writeStringProperty("from", new Origin.Usual().whole());
      return;
    }
    Word word = setting.values().getFirst();
    switch (setting.option().kind()) {
      case TEXT, LIST -> json.writeString(word.text());
      case FLAG -> json.writeBoolean(Boolean.parseBoolean(word.text()));
      case NUMBER -> json.writeNumber(new BigDecimal(word.text()));
    }
    json.writeStringProperty("from", word.origin().whole());
  }
}
