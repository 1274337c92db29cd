package dev.usher.services.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/// A file that somebody wants to put into a [Store]. What is here of it is found again by all of
/// this.
///
/// @param path where it is to be
/// @param size bytes
/// @param modified when its content last changed
/// @param executable whether its owner may run it
/// @param source tells files of several senders apart, whose other values are the same
record Incoming(StorePath path, long size, Instant modified, boolean executable, long source) {
  private static final int ID_BYTES = 16;

  Incoming {
    if (size < 0) throw new IllegalArgumentException("a size of " + size);
    if (path.isRoot()) throw new IllegalArgumentException("a file needs a name");
  }

  /// Names its partial file; the same for the same values, and for no others.
  String id() {
    MessageDigest sha = Blocks.sha256();
    String rest = "\0" + size + "\0" + modified + "\0" + executable + "\0" + source;
    sha.update(path.text().getBytes(StandardCharsets.UTF_8));
    byte[] hash = sha.digest(rest.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, ID_BYTES);
  }
}
