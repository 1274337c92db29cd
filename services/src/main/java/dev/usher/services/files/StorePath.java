package dev.usher.services.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// Where something is in a store: names with `/` between them, each of which every usual file
/// system can hold (docs/protocols/file-names.md, whose rules the code beside this cites).
///
/// @param text in Unicode's normal form C; empty for the outermost folder
record StorePath(String text) {
  /// The outermost folder.
  static final StorePath ROOT = new StorePath("");

  private static final int MAX_BYTES = 4_096;

  /// A path as somebody wrote it, brought into normal form C (rule 2).
  ///
  /// @throws StoreException `BAD_NAME` when it breaks a rule
  static StorePath of(String given) throws StoreException {
    String text = FileName.normal(given);
    if (text.isEmpty()) throw FileName.bad(1, "a name may not be empty");
    if (text.charAt(0) == '/') throw FileName.bad(1, FileName.shown(text) + " begins with a /");
    for (int from = 0; from <= text.length(); ) {
      int slash = text.indexOf('/', from);
      int to = slash < 0 ? text.length() : slash;
      FileName.check(text.substring(from, to));
      from = to + 1;
    }
    if (text.length() > MAX_BYTES / 3 && utf8(text) > MAX_BYTES) {
      throw FileName.bad(9, FileName.shown(text) + " is longer than 4,096 bytes");
    }
    return new StorePath(text);
  }

  /// The same, but nothing and `.` stand for the outermost folder, and a `/` may end it.
  ///
  /// @throws StoreException `BAD_NAME` when it breaks a rule
  static StorePath folder(String given) throws StoreException {
    String text = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    return text.isEmpty() || text.equals(".") ? ROOT : of(text);
  }

  static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  boolean isRoot() {
    return text.isEmpty();
  }

  /// The first of its names.
  String first() {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /// The last of its names.
  String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /// The folder that it is in; the outermost folder is in itself.
  StorePath parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? ROOT : new StorePath(text.substring(0, slash));
  }

  /// Something in this folder, by a name that is known to keep the rules.
  StorePath child(String name) {
    return isRoot() ? new StorePath(name) : new StorePath(text + "/" + name);
  }

  /// Its names, outermost first.
  String[] names() {
    return isRoot() ? new String[0] : text.split("/");
  }

  /// Whether one of its names begins with a dot (rule 8).
  boolean hidden() {
    return text.startsWith(".") || text.contains("/.");
  }

  /// The same for all paths that differ only in the case of their letters (rule 10).
  static String folded(String name) {
    if (FileName.isAscii(name)) return name.toLowerCase(java.util.Locale.ROOT);
    // Down, up and down again, because some letters meet only in one of the cases.
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    String folded = lower.toUpperCase(java.util.Locale.ROOT).toLowerCase(java.util.Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  @Override
  public String toString() {
    return isRoot() ? "the outermost folder" : text;
  }
}
