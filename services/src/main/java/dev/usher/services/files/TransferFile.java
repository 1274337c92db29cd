package dev.usher.services.files;

/// One file of a transfer.
///
/// @param number counted from 0 in the order in which they were found
/// @param name its path, as it will be at the other side
/// @param size bytes, when it was found
public record TransferFile(int number, String name, long size) {}
