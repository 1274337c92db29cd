package dev.usher.testkit;

/// What a bad peer saw of the server before it went.
///
/// @param ending how it was over
/// @param received how many bytes the server sent
public record Seen(Ending ending, long received) {
  /// How the meeting with the server was over.
  public enum Ending {
    /// The server ended its side.
    ENDED,
    /// The server, or the way to it, broke the connection.
    BROKEN,
    /// The server still waited when the peer had waited for long enough.
    WAITED,
    /// The peer left first, as was its plan.
    LEFT
  }
}
