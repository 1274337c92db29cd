package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/// Formats by somebody who wants to see what happens.
final class HostileFormats {
  private static final String[] PIECES = {
    "%",
    "%%",
    "%64c",
    "%64z",
    "%1500d",
    "%65A",
    "%0",
    "%99999999999999999999d",
    "%^#_-0",
    "%E",
    "%O",
    "%EO",
    "%E%",
    "\0",
    "%n",
    "%-64s",
    "%064Y",
    "%Ez",
    "\r",
    "時",
    "\ud83d\udd52",
    "%時",
    "%-",
    "%s",
    "x",
    "%5",
    "\u202e",
    "%c%c%c%c"
  };

  private HostileFormats() {}

  /// Up to 1,000 bytes, one in eight of them not UTF-8.
  static byte[] next(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      text.repeat(piece, random.nextInt(8) == 0 ? 10 : 1);
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (bytes.length > 0 && random.nextInt(8) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes.length <= 1_000 ? bytes : Arrays.copyOf(bytes, 1_000);
  }
}
