package dev.usher.services.files;

/// What happens to a file whose name is taken by other content. The same content is no conflict.
public enum Conflict {
  /// It is refused, and what is there stays.
  REFUSE,
  /// It gets a free name: `name (2).ext`.
  RENAME,
  /// It takes the place of what is there, in one step.
  REPLACE
}
