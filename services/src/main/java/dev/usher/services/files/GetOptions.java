package dev.usher.services.files;

/// How files are got.
///
/// @param conflict what happens where a name is taken by other content
/// @param durability when a file may be called stored
/// @param streams connections that share the work
public record GetOptions(Conflict conflict, Durability durability, int streams) {
  /// Checks that there is a stream.
  public GetOptions {
    if (streams < 1) throw new IllegalArgumentException("streams: " + streams);
  }
}
