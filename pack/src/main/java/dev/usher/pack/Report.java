package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What was made, and what to type on the other machine.
final class Report {
  private Report() {}

  static String of(List<Path> files) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("%-32s %8s  %s%n".formatted("file", "size", "sha256"));
    for (Path each : files) {
      text.append(
          "%-32s %8s  %s%n"
              .formatted(each.getFileName(), megabytes(Files.size(each)), Hash.sha256(each)));
    }
    String archive = files.getFirst().getFileName().toString();
    text.append("%nin %s; on the other machine:%n%n".formatted(files.getFirst().getParent()));
    text.append("  ").append(check(files.getFirst())).append(" && tar xf ").append(archive);
    text.append(" && ").append(archive.replace(".tar.xz", "/usher")).append(" serve --lan\n");
    return text.toString();
  }

  private static String check(Path file) throws IOException {
    return "echo '" + Hash.sha256(file) + "  " + file.getFileName() + "' | sha256sum -c";
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
