package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.AddressException;
import dev.usher.services.Option;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a door's address says about commands (C9 to C12).
///
/// @param time how long a command may run
/// @param output the bytes that it may write to stdout, and as many to stderr
/// @param concurrent commands at once
/// @param leave how long a command may go on after the client's input has ended
/// @param encoding of the answers; UTF-8 leaves a command's bytes as they are
record CommandOptions(Duration time, int output, int concurrent, Duration leave, Charset encoding) {
  private static final Option<Duration> TIME = Option.time("time", "60s");
  private static final Option<Long> OUTPUT = Option.bytes("output", "16M", 1, 64L << 20);
  private static final Option<Integer> CONCURRENT = Option.whole("concurrent", 512, 1, 9_999);
  private static final Option<Duration> LEAVE = Option.time("leave", "3s");
  private static final Option<Charset> ENCODING =
      Option.of("encoding", Option.Kind.TEXT, "utf-8", CommandOptions::encoding);

  static final List<Option<?>> ALL = List.of(TIME, OUTPUT, CONCURRENT, LEAVE, ENCODING);

  static CommandOptions of(Map<String, String> options) throws AddressException {
    return new CommandOptions(
        TIME.in(options),
        OUTPUT.in(options).intValue(),
        CONCURRENT.in(options),
        LEAVE.in(options),
        ENCODING.in(options));
  }

  private static Charset encoding(String value) throws AddressException {
    try {
      Charset charset = Charset.forName(value);
      if (charset.equals(UTF_8) || charset.equals(Charset.forName("GB18030"))) return charset;
      if (charset.equals(Charset.forName("GBK"))) return charset;
    } catch (IllegalArgumentException _) {
      // not a name: told below
    }
    throw new AddressException("encoding=" + value + " is not utf-8, gbk or gb18030");
  }
}
