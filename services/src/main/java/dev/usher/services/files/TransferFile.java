package dev.usher.services.files;

/// One file of a transfer.
///
/// @param number counted from 0, of each another; -1 of what was not found
/// @param name its path, as it will be at the other side; two may want the same
/// @param size bytes, when it was found
public record TransferFile(int number, String name, long size) {}
