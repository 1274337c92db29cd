package dev.usher.services.time;

/// The flags and the width of a directive, and what they do: C's padding in one place.
///
/// @param pad the last of `_`, `-` and `0`, or [#UNSAID]
/// @param upper the flag `^`
/// @param swap the flag `#`: names in capitals, but AM, PM and the zone's name in small letters
/// @param width how many characters it fills at least; 0 when unsaid
record Style(char pad, boolean upper, boolean swap, int width) {
  static final char UNSAID = '\0';
  static final Style PLAIN = new Style(UNSAID, false, false, 0);

  /// What becomes of a word's letters.
  enum Case {
    /// `^` makes them capitals, `#` changes nothing.
    KEPT,
    /// Both `^` and `#` make them capitals.
    RAISED,
    /// `#` makes them small, and is stronger than `^`.
    LOWERED,
    /// They are small already, whatever is said.
    LOWER
  }

  /// A word, on the right of its width. Only `0` fills with zeros.
  void word(String text, Case hash, StringBuilder out) {
    fill(pad == '0' ? '0' : ' ', width - text.length(), out);
    if (swap && hash == Case.LOWERED) lower(text, out);
    else if ((upper && hash != Case.LOWER) || (swap && hash == Case.RAISED)) raise(text, out);
    else out.append(text);
  }

  /// A number, which fills its width with zeros unless `_` or `-` say otherwise. A sign counts as
  /// one of the digits.
  ///
  /// @param digits how many it has at least; `-` takes that away
  /// @param usual what it is padded with when nothing is said: `0` or `_`
  void number(long value, int digits, char usual, StringBuilder out) {
    String figures = Long.toString(Math.abs(value));
    String sign = value < 0 ? "-" : "";
    char with = (pad == UNSAID ? usual : pad) == '_' ? ' ' : '0';
    int least = pad == '-' ? 0 : Math.max(digits, width);
    int missing = least - figures.length() - sign.length();
    if (pad == '-') fill(' ', width - figures.length() - sign.length(), out);
    if (with == ' ') fill(' ', missing, out);
    out.append(sign);
    if (with == '0') fill('0', missing, out);
    out.append(figures);
  }

  private static void fill(char with, int count, StringBuilder out) {
    if (count > 0) out.repeat(with, count);
  }

  /// ASCII letters only, as in the C locale.
  private static void raise(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
    }
  }

  private static void lower(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c);
    }
  }
}
