package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;

/// Tells a sink whether it is offered the same file of the same machine as the time before (N10).
final class FileKey {
  private static final String MACHINE = machine();

  private FileKey() {}

  static long of(Path file, BasicFileAttributes attributes) {
    return of(file.toAbsolutePath() + "\0" + attributes.fileKey());
  }

  /// @param name what the file is called on this machine
  static long of(String name) {
    String all = MACHINE + "\0" + name;
    MessageDigest sha = Blocks.sha256();
    return ByteBuffer.wrap(sha.digest(all.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  /// What Linux calls this installation; elsewhere the path and the file's own key must do.
  private static String machine() {
    try {
      return Files.readString(Path.of("/etc/machine-id")).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
