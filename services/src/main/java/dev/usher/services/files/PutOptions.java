package dev.usher.services.files;

/// How files are put.
///
/// @param folder the folder of the hub into which they go; empty for the outermost
/// @param conflict what happens where a name is taken by other content
/// @param durability when a file may be called stored
/// @param streams connections that share the work
public record PutOptions(String folder, Conflict conflict, Durability durability, int streams) {
  /// Checks that there is a stream.
  public PutOptions {
    if (streams < 1) throw new IllegalArgumentException("streams: " + streams);
  }
}
