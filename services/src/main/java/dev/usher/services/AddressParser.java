package dev.usher.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// [Address#parse].
final class AddressParser {
  private static final int UNSAID = -1;
  private static final int LONGEST_PATH = 100; // bytes; systems allow 104 or 108, less the end

  private final String text;
  private final List<Address> defaults;

  AddressParser(String text, List<Address> defaults) {
    this.text = text;
    this.defaults = defaults;
  }

  List<Address> parse() throws AddressException {
    int query = text.indexOf('?');
    String place = query < 0 ? text : text.substring(0, query);
    Map<String, String> options = query < 0 ? Map.of() : options(text.substring(query + 1));
    @Nullable Scheme scheme = scheme(place);
    String rest = scheme == null ? place : place.substring(scheme.prefix().length());
    if (scheme == Scheme.UNIX) return List.of(new Address(scheme, path(rest), 0, options));
    int colon = portColon(rest);
    String host = host(colon < 0 ? rest : rest.substring(0, colon));
    int port = colon < 0 ? UNSAID : port(rest.substring(colon + 1));
    List<Address> addresses = new ArrayList<>();
    for (Scheme each : scheme == null ? schemes() : List.of(scheme)) {
      addresses.add(new Address(each, host, port == UNSAID ? defaultPort(each) : port, options));
    }
    return addresses;
  }

  private List<Scheme> schemes() {
    List<Scheme> schemes = new ArrayList<>();
    for (Address each : defaults) {
      if (!schemes.contains(each.scheme())) schemes.add(each.scheme());
    }
    return schemes;
  }

  private int defaultPort(Scheme scheme) {
    for (Address each : defaults) if (each.scheme() == scheme) return each.port();
    return defaults.getFirst().port();
  }

  private @Nullable Scheme scheme(String place) throws AddressException {
    for (Scheme scheme : Scheme.values()) if (place.startsWith(scheme.prefix())) return scheme;
    int end = place.indexOf("://");
    if (end < 0) return null;
    throw wrong(
        "must begin with tcp://, udp:// or unix:, not with " + place.substring(0, end) + "://");
  }

  private String path(String path) throws AddressException {
    if (path.isEmpty()) throw wrong("lacks the path of the socket, as in unix:/tmp/echo.sock");
    if (path.indexOf('\0') >= 0) throw wrong("has a NUL in its path");
    int bytes = path.getBytes(UTF_8).length;
    if (bytes > LONGEST_PATH) {
      throw wrong("has a path of " + bytes + " bytes; a socket's may have " + LONGEST_PATH);
    }
    return path;
  }

  /// The colon before the port, or -1; not one of those inside an IPv6 address.
  private int portColon(String rest) throws AddressException {
    if (!rest.startsWith("[")) {
      int first = rest.indexOf(':');
      if (first < 0 || first == rest.lastIndexOf(':')) return first;
      throw wrong("has more than one colon: IPv6 stands in brackets, as in [::1]:7007");
    }
    int close = rest.indexOf(']');
    if (close < 0) throw wrong("lacks the closing bracket, as in [::1]:7007");
    if (close == rest.length() - 1) return -1;
    if (rest.charAt(close + 1) == ':') return close + 1;
    throw wrong("goes on behind the bracket without a colon; write [::1]:7007");
  }

  private String host(String host) throws AddressException {
    if (host.startsWith("[")) {
      String ip = host.substring(1, host.length() - 1);
      if (!IpText.isIpv6(ip)) throw wrong("has no IPv6 address in its brackets");
      return ip;
    }
    if (host.isEmpty()) {
      throw wrong("lacks a host: 127.0.0.1 for this machine alone, 0.0.0.0 for all that reach it");
    }
    if (host.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong("lacks a host before the port, as in 127.0.0.1:" + host);
    }
    if (!host.chars().allMatch(AddressParser::isOfName)) {
      throw wrong("has a host with characters that a name cannot have: " + host);
    }
    return host;
  }

  private static boolean isOfName(int c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }

  private int port(String digits) throws AddressException {
    if (!digits.isEmpty() && digits.length() <= 5 && isNumber(digits)) {
      int port = Integer.parseInt(digits);
      if (port <= 65_535) return port;
    }
    throw wrong("has the port \"" + digits + "\"; a port is a number from 0 to 65535");
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Map<String, String> options(String query) throws AddressException {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : Arrays.asList(query.split("&", -1))) {
      int equals = option.indexOf('=');
      if (equals < 1) {
        throw wrong(
            "has the option \"" + option + "\"; options are written ?name=value&name=value");
      }
      String name = option.substring(0, equals);
      if (options.put(name, decoded(option.substring(equals + 1))) != null) {
        throw wrong("has the option " + name + " twice");
      }
    }
    return options;
  }

  private String decoded(String value) throws AddressException {
    if (value.indexOf('%') < 0) return value;
    var bytes = new ByteArrayOutputStream();
    byte[] raw = value.getBytes(UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (high < 0 || low < 0)
        throw wrong("has a % without two hexadecimal digits; % itself is %25");
      bytes.write((high << 4) | low);
      i += 2;
    }
    return bytes.toString(UTF_8);
  }

  private AddressException wrong(String what) {
    return new AddressException("the address \"" + text + "\" " + what);
  }
}
