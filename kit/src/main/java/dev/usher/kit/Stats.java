package dev.usher.kit;

/// Counts since the server started.
///
/// @param open conversations at this moment
/// @param opened conversations begun
/// @param failed handlers that threw
/// @param refused stream clients sent away
/// @param dropped datagrams dropped by the server
/// @param overflowed datagrams that the system dropped before, as far as the transport can tell
public record Stats(
    int open, long opened, long failed, long refused, long dropped, long overflowed) {}
