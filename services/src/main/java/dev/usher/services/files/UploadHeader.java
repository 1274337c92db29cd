package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Json;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What stands before each file in the upload dialect (docs/protocols/upload.md, whose rules the
/// code cites).
///
/// @param name what the file is called; not checked
/// @param size bytes that follow, 0 to [#LARGEST]
/// @param message for whoever runs the other side; empty for none
record UploadHeader(String name, long size, String message) {
  /// Bytes of the longest header (U1).
  static final int LONGEST = 64 * 1024;

  /// Bytes of the largest file (U4).
  static final long LARGEST = 1L << 50;

  UploadHeader {
    if (size < 0 || size > LARGEST) throw new IllegalArgumentException("a size of " + size);
  }

  /// Reads a header, without the length before it (U2 to U5).
  ///
  /// @throws ProtocolException when it breaks a rule; one line that says which
  static UploadHeader parse(byte[] header) throws ProtocolException {
    String name = null;
    Long size = null;
    String message = "";
    try (JsonParser json = Json.parser(text(header))) {
      if (json.nextToken() != JsonToken.START_OBJECT) throw broken(2, "it is no JSON object");
      Set<String> seen = new HashSet<>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String property = json.currentName();
        if (!seen.add(property)) throw broken(2, "\"" + property + "\" stands in it twice");
        JsonToken value = json.nextToken();
        switch (property) {
          case "file_name" -> name = string(json, value, 3);
          case "file_size" -> size = size(json, value);
          case "msg" -> message = value == JsonToken.VALUE_NULL ? "" : string(json, value, 5);
          default -> json.skipChildren();
        }
      }
      if (json.nextToken() != null) throw broken(2, "something stands behind the object");
    } catch (JacksonException e) {
      throw broken(2, "it is no JSON: " + e.getOriginalMessage());
    }
    return new UploadHeader(there(name, "file_name", 3), there(size, "file_size", 4), message);
  }

  private static String text(byte[] header) throws ProtocolException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
    } catch (CharacterCodingException _) {
      throw broken(2, "it is not UTF-8");
    }
  }

  private static String string(JsonParser json, JsonToken value, int rule)
      throws ProtocolException {
    if (value == JsonToken.VALUE_STRING) return json.getString();
    throw broken(rule, "its " + json.currentName() + " is no string");
  }

  private static long size(JsonParser json, JsonToken value) throws ProtocolException {
    if (value != JsonToken.VALUE_NUMBER_INT) throw broken(4, "its file_size is no whole number");
    boolean fits = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    long size = fits ? json.getLongValue() : -1;
    if (size >= 0 && size <= LARGEST) return size;
    throw broken(4, "its file_size is not 0 to " + LARGEST);
  }

  private static <T> T there(@Nullable T value, String property, int rule)
      throws ProtocolException {
    if (value != null) return value;
    throw broken(rule, "it has no " + property);
  }

  private static ProtocolException broken(int rule, String text) {
    return new ProtocolException("a header was refused: " + text + " (U" + rule + ")");
  }

  /// Writes it, without the length before it. In ASCII, because some servers take the bytes for
  /// another encoding than UTF-8. Half a surrogate pair becomes a question mark.
  byte[] write() {
    String line =
        Json.line(json -> {
          json.writeStringProperty("file_name", new String(name.getBytes(UTF_8), UTF_8));
          json.writeNumberProperty("file_size", size);
          json.writeStringProperty("msg", new String(message.getBytes(UTF_8), UTF_8));
        });
    StringBuilder ascii = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < 0x80) ascii.append(c);
      else ascii.append("\\u%04x".formatted((int) c));
    }
    return ascii.toString().getBytes(US_ASCII);
  }
}
