package dev.usher.hub;

/// A bar of three stages: what is durable is darkest, what was only sent is light.
///
/// @param columns how wide it is
/// @param colours whether it may be coloured
record Bar(int columns, boolean colours) {
  private static final String GREEN = "\033[32m";
  private static final String CYAN = "\033[36m";
  private static final String FAINT = "\033[2m";
  private static final String PLAIN = "\033[0m";

  /// For a file of this size, of which so many bytes have come so far.
  String of(long size, long sent, long verified, long durable) {
    int dark = columns(durable, size);
    int middle = Math.max(dark, columns(verified, size));
    int light = Math.max(middle, columns(sent, size));
    return part(GREEN, "█", dark)
        + part(CYAN, "▓", middle - dark)
        + part(CYAN, "▒", light - middle)
        + part(FAINT, "░", columns - light);
  }

  /// Never rounded up: the last column is for the last byte.
  private int columns(long bytes, long size) {
    if (size == 0) return 0;
    return (int)
        Math.clamp(columns * (bytes / (double) size), 0, bytes < size ? columns - 1 : columns);
  }

  private String part(String colour, String cell, int count) {
    String cells = cell.repeat(count);
    return colours && count > 0 ? colour + cells + PLAIN : cells;
  }
}
