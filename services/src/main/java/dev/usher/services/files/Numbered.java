package dev.usher.services.files;

/// The names that a file gets when its own is taken.
final class Numbered {
  private static final int LONGEST_EXTENSION = 16;

  private Numbered() {}

  /// `name (2).ext`; the name itself for 1. What would be too long loses the end of its stem.
  static String name(String name, int number) {
    if (number == 1) return name;
    int dot = name.lastIndexOf('.');
    boolean extended = dot > 0 && name.length() - dot <= LONGEST_EXTENSION;
    String extension = extended ? name.substring(dot) : "";
    String end = " (" + number + ")" + extension;
    String stem = extended ? name.substring(0, dot) : name;
    while (!FileName.keepsRules(stem + end)) {
      if (stem.isEmpty()) throw new IllegalArgumentException(name);
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + end;
  }
}
