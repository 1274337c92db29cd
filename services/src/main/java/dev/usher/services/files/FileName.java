package dev.usher.services.files;

import dev.usher.services.Unseen;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// The rules for one name (docs/protocols/file-names.md, rules 1 to 9).
final class FileName {
  private static final int MAX_BYTES = 255;
  private static final int SHOWN = 80;
  private static final String NOT_EVERYWHERE = "\\:*?\"<>|";
  private static final int NON_JOINER = 0x200c;
  private static final int JOINER = 0x200d;
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

  private FileName() {}

  static StoreException bad(int rule, String text) {
    return new StoreException(Trouble.BAD_NAME, text + " (rule " + rule + " for names)");
  }

  /// Rule 2. What has half a surrogate pair is no text, and has no normal form.
  static String normal(String given) {
    return isAscii(given) || Normalizer.isNormalized(given, Normalizer.Form.NFC)
        ? given
        : Normalizer.normalize(given, Normalizer.Form.NFC);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) return false;
    }
    return true;
  }

  /// Whether a name that some program gave keeps the rules as it stands.
  static boolean keepsRules(String name) {
    if (name.indexOf('/') >= 0 || !normal(name).equals(name)) return false;
    try {
      check(name);
      return true;
    } catch (StoreException _) {
      return false;
    }
  }

  /// Checks a name in normal form C.
  ///
  /// @throws StoreException `BAD_NAME`
  static void check(String name) throws StoreException {
    if (name.isEmpty())
      throw bad(1, "a name may not be empty, as between two / or behind the last");
    if (name.equals(".") || name.equals("..")) {
      throw bad(1, name + " is not a name; say where it is from the outermost folder");
    }
    checkCharacters(name);
    char last = name.charAt(name.length() - 1);
    if (last == '.' || last == ' ') {
      throw bad(6, shown(name) + " ends with a " + (last == '.' ? "dot" : "space"));
    }
    if (isDevice(name)) throw bad(7, shown(name) + " is a device under Windows");
    if (name.length() > MAX_BYTES / 3 && StorePath.utf8(name) > MAX_BYTES) {
      throw bad(9, shown(name) + " is longer than 255 bytes");
    }
  }

  private static void checkCharacters(String name) throws StoreException {
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      int after = i + Character.charCount(c);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw bad(3, shown(name) + " is not Unicode text");
      }
      if (isUnseen(c) || (isJoiner(c) && !joins(name, i, after))) {
        throw bad(4, shown(name) + " has a character that is not seen");
      }
      if (NOT_EVERYWHERE.indexOf(c) >= 0) {
        throw bad(5, shown(name) + " has a " + (char) c + ", which not every system can hold");
      }
      i = after;
    }
  }

  /// Rule 4.
  private static boolean isUnseen(int c) {
    return Unseen.is(c)
        || c == 0x00ad // soft hyphen
        || c == 0x034f
        || c == 0x115f
        || c == 0x1160
        || c == 0x17b4
        || c == 0x17b5
        || (c >= 0x180b && c <= 0x180e)
        || c == 0x200b // zero-width space
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0x3164
        || c == 0xffa0
        || (c & 0xfffe) == 0xfffe
        || (c >= 0xfdd0 && c <= 0xfdef);
  }

  private static boolean isJoiner(int c) {
    return c == JOINER || c == NON_JOINER;
  }

  /// Rule 4: emoji and several scripts need joiners; between ASCII they only deceive.
  private static boolean joins(String name, int at, int after) {
    return at > 0
        && after < name.length()
        && isLetterThatJoins(name.charAt(at - 1))
        && isLetterThatJoins(name.charAt(after));
  }

  private static boolean isLetterThatJoins(char c) {
    return c >= 0x300 && !isJoiner(c);
  }

  /// Rule 7: also with an extension, and with spaces before it.
  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing();
    if (stem.length() < 3 || stem.length() > 7) return false;
    String device = stem.toLowerCase(Locale.ROOT);
    if (DEVICES.contains(device)) return true;
    return device.length() == 4
        && (device.startsWith("com") || device.startsWith("lpt"))
        && "0123456789¹²³".indexOf(device.charAt(3)) >= 0;
  }

  /// A name that may break every rule, so that a message can have it.
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(SHOWN)
        .forEach(c -> {
          boolean plain =
              !isUnseen(c) && !isJoiner(c) && Character.getType(c) != Character.SURROGATE;
          if (plain) shown.appendCodePoint(c);
          else shown.append(String.format(Locale.ROOT, "\\u{%x}", c));
        });
    return name.codePointCount(0, name.length()) > SHOWN ? shown + "…" : shown.toString();
  }
}
