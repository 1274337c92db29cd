package dev.usher.services.files;

import java.util.List;

/// Blocks one after the other that one stream is to fetch, and nobody else meanwhile.
///
/// @param first the first of them
/// @param count how many
/// @param known empty when they are missing. Otherwise they are here from an earlier attempt, with
///   these hashes: when the source has the same, [Partial#verified] is all that is needed; when it
///   has another, the block is fetched as one that is missing.
record Run(int first, int count, List<byte[]> known) {}
