package dev.usher.services.files;

import java.time.Instant;

/// What is known of a file or folder without reading it.
///
/// @param path where it is in the store, `/` between the names
/// @param kind what it is
/// @param size bytes; 0 for a folder
/// @param modified when its content last changed
/// @param executable whether its owner may run it
public record Entry(String path, Kind kind, long size, Instant modified, boolean executable) {
  /// What a name stands for.
  public enum Kind {
    /// A regular file.
    FILE,
    /// A folder.
    FOLDER
  }
}
