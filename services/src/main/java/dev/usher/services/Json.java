package dev.usher.services;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// JSON as logs, pipes and other programs want it.
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /// One object on one line, without a line end. What could command a terminal is written as
  /// `\u001b` and the like, so that the line may be shown as it is.
  ///
  /// @param properties writes them; the object's braces are put around
  public static String line(Consumer<JsonGenerator> properties) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      properties.accept(json);
      json.writeEndObject();
    }
    return visible(line.toString());
  }

  /// Reads a text piece by piece; its limits on depth and length are Jackson's defaults. What is no
  /// JSON is a [tools.jackson.core.JacksonException].
  public static JsonParser parser(String text) {
    return FACTORY.createParser(ObjectReadContext.empty(), text);
  }

  /// The generator escapes only what JSON demands. Outside of strings there is nothing to escape.
  private static String visible(String line) {
    if (line.codePoints().noneMatch(Unseen::is)) return line;
    StringBuilder visible = new StringBuilder(line.length() + 16);
    line.codePoints()
        .forEach(c -> {
          if (!Unseen.is(c)) visible.appendCodePoint(c);
          else
            for (char unit : Character.toChars(c)) visible.append("\\u%04x".formatted((int) unit));
        });
    return visible.toString();
  }
}
