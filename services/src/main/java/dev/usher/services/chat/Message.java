package dev.usher.services.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Json;
import dev.usher.services.Scheme;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A datagram that came or went, as the history and bots have it (rule H6).
///
/// @param time when, in milliseconds
/// @param peer who sent it, or to whom it was sent
/// @param name what the peer is called here, if it has a name
/// @param text what it says; of bytes that are no UTF-8, U+FFFD
/// @param hex all its bytes, when they are no UTF-8
public record Message(
    Instant time,
    Way way,
    InetSocketAddress peer,
    @Nullable String name,
    String text,
    @Nullable String hex) {
  /// Which way it went.
  public enum Way {
    /// From the peer to us.
    FROM,
    /// From us to the peer.
    TO
  }

  /// Made of a datagram's bytes.
  public static Message of(
      Instant time, Way way, InetSocketAddress peer, @Nullable String name, byte[] bytes) {
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Message(millis, way, peer, name, text, null);
    } catch (CharacterCodingException _) {
      String hex = HexFormat.of().formatHex(bytes);
      return new Message(millis, way, peer, name, new String(bytes, UTF_8), hex);
    }
  }

  /// The datagram's bytes.
  public byte[] bytes() {
    return hex == null ? text.getBytes(UTF_8) : HexFormat.of().parseHex(hex);
  }

  /// An address as people type it: `127.0.0.1:5000`, `[::1]:5000`.
  public static String address(InetSocketAddress peer) {
    return Address.bound(Scheme.UDP, peer).toString().substring(Scheme.UDP.prefix().length());
  }

  /// One JSON object on one line, without a line end.
  public String json() {
    return Json.line(json -> {
      json.writeStringProperty("time", time.toString());
      json.writeStringProperty(property(way), address(peer));
      if (name != null) json.writeStringProperty("name", name);
      json.writeStringProperty("text", text);
      if (hex != null) json.writeStringProperty("hex", hex);
    });
  }

  private static String property(Way way) {
    return switch (way) {
      case FROM -> "from";
      case TO -> "to";
    };
  }

  /// Reads what [#json] wrote; null when it is something else, as a line that was cut when the
  /// machine stopped.
  static @Nullable Message parse(String line) {
    try {
      Map<String, String> properties = properties(line);
      Way way = properties.containsKey(property(Way.TO)) ? Way.TO : Way.FROM;
      String time = properties.get("time");
      String peer = properties.get(property(way));
      String text = properties.get("text");
      String hex = properties.get("hex");
      if (time == null || peer == null || text == null) return null;
      if (hex != null) HexFormat.of().parseHex(hex);
      return new Message(Instant.parse(time), way, socket(peer), properties.get("name"), text, hex);
    } catch (JacksonException
        | DateTimeParseException
        | AddressException
        | IllegalArgumentException _) {
      return null;
    }
  }

  /// Numbers only: nothing is looked up for a line of a file.
  private static InetSocketAddress socket(String peer) throws AddressException {
    Address address = Address.parse(peer, List.of(ChatHost.USUAL)).getFirst();
    if (address.scheme() != Scheme.UDP) throw new AddressException(peer + " sends no datagrams");
    return new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port());
  }

  private static Map<String, String> properties(String line) {
    Map<String, String> properties = new HashMap<>();
    try (JsonParser json = Json.parser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) return properties;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) properties.put(name, json.getString());
        else json.skipChildren();
      }
    }
    return properties;
  }
}
