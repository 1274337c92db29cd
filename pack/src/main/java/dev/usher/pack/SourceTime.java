package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.jar.JarFile;

/// The time that everything inside carries, so that the same sources give the same bytes.
final class SourceTime {
  private SourceTime() {}

  /// In seconds since 1970: `SOURCE_DATE_EPOCH`, or when the last commit was made; in a tree
  /// without a history, the time that Maven writes into our jars.
  static long of(Path home, Path ourJar) throws IOException, InterruptedException, Trouble {
    String given = System.getenv("SOURCE_DATE_EPOCH");
    if (given != null && !given.isEmpty()) return seconds(given);
    try {
      return seconds(
          Tool.output(List.of("git", "-C", home.toString(), "log", "-1", "--format=%ct")).strip());
    } catch (IOException | Trouble _) {
      return ofJar(ourJar);
    }
  }

  static long seconds(String text) throws Trouble {
    if (!text.matches("\\d{1,10}")) {
      throw new Trouble("SOURCE_DATE_EPOCH is a number of seconds, and '" + text + "' is not");
    }
    return Long.parseLong(text);
  }

  private static long ofJar(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry("META-INF/MANIFEST.MF").getTimeLocal().toEpochSecond(ZoneOffset.UTC);
    }
  }
}
