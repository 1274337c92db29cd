package dev.usher.services.files;

import java.time.Duration;

/// How a transfer went.
///
/// @param files stored, those included that were there already
/// @param refused files that are not
/// @param bytes that went over the network
/// @param resumed bytes that were there from an earlier attempt
/// @param repaired bytes that were sent again because they arrived damaged
/// @param took from the first to the last of it
/// @param network how long this side's streams waited for the network, all together
/// @param disk how long they waited for files
/// @param hash how long they computed hashes
public record TransferSummary(
    long files,
    long refused,
    long bytes,
    long resumed,
    long repaired,
    Duration took,
    Duration network,
    Duration disk,
    Duration hash) {}
