package dev.usher.services.files;

/// When a file may be called stored.
public enum Durability {
  /// When the system has it: it survives the end of the program, and not a loss of power.
  NONE,
  /// When the disk has it; files that arrive together are forced to it together.
  BATCH,
  /// When the disk has it; each file is forced to it by itself.
  EACH
}
