package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.AddressException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a door's address says about commands (C9 to C12).
///
/// @param time how long a command may run
/// @param output the bytes that it may write to stdout, and as many to stderr
/// @param concurrent commands at once
/// @param leave how long a command may go on after the client's input has ended
/// @param encoding of the answers; UTF-8 leaves a command's bytes as they are
record CommandOptions(Duration time, int output, int concurrent, Duration leave, Charset encoding) {
  static final Set<String> NAMES = Set.of("time", "output", "concurrent", "leave", "encoding");

  private static final int MEGABYTE = 1024 * 1024;
  private static final Pattern TIME = Pattern.compile("(\\d{1,7})(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kM]?)");

  static CommandOptions of(Map<String, String> options) throws AddressException {
    return new CommandOptions(
        time("time", options.getOrDefault("time", "60s")),
        size(options.getOrDefault("output", "16M")),
        count(options.getOrDefault("concurrent", "512")),
        time("leave", options.getOrDefault("leave", "3s")),
        encoding(options.getOrDefault("encoding", "utf-8")));
  }

  private static Duration time(String name, String value) throws AddressException {
    Matcher matcher = TIME.matcher(value);
    if (matcher.matches() && !value.matches("0+\\D+")) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
    throw new AddressException("?" + name + "=" + value + " is not a time like 500ms, 30s or 5m");
  }

  private static int size(String value) throws AddressException {
    Matcher matcher = SIZE.matcher(value);
    if (matcher.matches()) {
      long unit =
          switch (matcher.group(2)) {
            case "k" -> 1024;
            case "M" -> MEGABYTE;
            default -> 1;
          };
      long size = Long.parseLong(matcher.group(1)) * unit;
      if (size >= 1 && size <= 64L * MEGABYTE) return (int) size;
    }
    throw new AddressException(
        "?output=" + value + " is not a number of bytes like 64k or 16M, 1 to 64M");
  }

  private static int count(String value) throws AddressException {
    if (value.matches("\\d{1,4}") && Integer.parseInt(value) >= 1) return Integer.parseInt(value);
    throw new AddressException("?concurrent=" + value + " is not a number from 1 to 9999");
  }

  private static Charset encoding(String value) throws AddressException {
    try {
      Charset charset = Charset.forName(value);
      if (charset.equals(UTF_8) || charset.equals(Charset.forName("GB18030"))) return charset;
      if (charset.equals(Charset.forName("GBK"))) return charset;
    } catch (IllegalArgumentException _) {
      // not a name: told below
    }
    throw new AddressException("?encoding=" + value + " is not utf-8, gbk or gb18030");
  }
}
