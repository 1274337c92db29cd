package dev.usher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;

/// Where and when it was measured.
final class Machine {
  private Machine() {}

  /// In a sentence or two: date, processors, system, JDK, and how busy it was at the start.
  static String describe() throws IOException {
    return String.format(
        "On %s: %d cores of %s, Linux %s, JDK %s. Load at the start: %s.",
        LocalDate.now(ZoneId.systemDefault()),
        Cores.COUNT,
        processor(),
        System.getProperty("os.version"),
        Runtime.version(),
        Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
  }

  private static String processor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
