package dev.usher.services.files;

/// What became of one file of a [Batch].
sealed interface Outcome {
  /// It has its name.
  record Stored(Published published) implements Outcome {}

  /// It is not there.
  record Refused(StoreException why) implements Outcome {}
}
