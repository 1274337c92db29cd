package dev.usher.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The archive format `ar`, which a Debian package is: for each file a line of 60 characters, and
/// its content, filled to an even length.
final class Ar {
  private Ar() {}

  static void write(Path to, long time, List<Path> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(to)) {
      out.write("!<arch>\n".getBytes(US_ASCII));
      for (Path each : files) {
        long size = Files.size(each);
        out.write(header(each.getFileName().toString(), time, size).getBytes(US_ASCII));
        Files.copy(each, out);
        if (size % 2 != 0) out.write('\n');
      }
    }
  }

  /// Name, time, owner, group, mode, size.
  private static String header(String name, long time, long size) {
    return "%-16s%-12d%-6d%-6d%-8s%-10d`\n".formatted(name, time, 0, 0, "100644", size);
  }
}
