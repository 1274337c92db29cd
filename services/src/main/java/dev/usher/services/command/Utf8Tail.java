package dev.usher.services.command;

/// The beginning of a character at the end of bytes of UTF-8.
final class Utf8Tail {
  private Utf8Tail() {}

  /// How many of the last bytes begin a character that they do not finish: 0 to 3.
  static int length(byte... bytes) {
    for (int back = 1; back <= 3 && back <= bytes.length; back++) {
      int b = bytes[bytes.length - back] & 0xff;
      if (b < 0x80) return 0;
      if (b >= 0xc0) return (b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2) > back ? back : 0;
    }
    return 0;
  }
}
