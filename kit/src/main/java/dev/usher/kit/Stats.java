package dev.usher.kit;

/// Counts since the server started.
///
/// @param open conversations at this moment
/// @param opened conversations begun
/// @param failed handlers that threw
/// @param refused stream clients sent away
/// @param dropped datagrams dropped by the server; what the system dropped before is not known
public record Stats(int open, long opened, long failed, long refused, long dropped) {}
