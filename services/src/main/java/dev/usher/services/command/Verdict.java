package dev.usher.services.command;

/// How a command came to its end.
enum Verdict {
  /// Its shell ended.
  EXITED,
  /// It ran for too long.
  TIME,
  /// It wrote too much.
  OUTPUT,
  /// Its client has gone, or the hub stops.
  LEFT
}
