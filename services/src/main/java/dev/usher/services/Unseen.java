package dev.usher.services;

/// Characters that command a terminal or deceive the eye, so that no text of a stranger is shown
/// with them.
public final class Unseen {
  private Unseen() {}

  /// Whether it is one: a control character (tabs and line ends too), a mark that turns the
  /// direction of writing, a line separator, a byte order mark, an annotation, a tag.
  public static boolean is(int codePoint) {
    return codePoint < ' '
        || (codePoint >= 0x7f && codePoint < 0xa0)
        || codePoint == 0x061c
        || (codePoint >= 0x200e && codePoint <= 0x200f)
        || (codePoint >= 0x2028 && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069)
        || codePoint == 0xfeff
        || (codePoint >= 0xfff9 && codePoint <= 0xfffb)
        || (codePoint >= 0xe0000 && codePoint <= 0xe007f);
  }
}
