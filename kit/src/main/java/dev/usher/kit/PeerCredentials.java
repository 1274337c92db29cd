package dev.usher.kit;

/// Who connected to a Unix socket, as the system noted it in that moment. Nobody can forge it; but
/// the process may be gone since then, and its number another's.
///
/// @param process the process's number, for [ProcessHandle#of]; 0 when it is not visible from here,
///   as from another container
/// @param user the number of the user it ran as
/// @param group the number of that user's group
public record PeerCredentials(long process, long user, long group) {}
