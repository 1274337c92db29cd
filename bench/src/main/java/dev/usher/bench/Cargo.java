package dev.usher.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is moved: one file, or a folder of many.
///
/// @param size bytes of each
record Cargo(String name, int files, long size) {
  private static final int BLOCK = 1024 * 1024;

  boolean isFolder() {
    return files > 1;
  }

  long bytes() {
    return files * size;
  }

  /// Megabytes of one long file in a second, or files of many.
  double rate(double seconds) {
    return isFolder() ? files / seconds : size / 1e6 / seconds;
  }

  String unit() {
    return isFolder() ? "files/s" : "MB/s";
  }

  String title() {
    return isFolder() ? files + " files of " + size / 1024 + " KiB" : size / BLOCK + " MiB";
  }

  /// Writes it into a folder, the same at each call.
  void make(Path folder) throws IOException {
    if (isFolder()) Files.createDirectory(folder.resolve(name));
    Random random = new Random(1);
    byte[] block = new byte[(int) Math.min(BLOCK, size)];
    for (Path file : paths(folder).toList()) {
      try (OutputStream out = Files.newOutputStream(file)) {
        for (long at = 0; at < size; at += block.length) {
          random.nextBytes(block);
          out.write(block, 0, (int) Math.min(block.length, size - at));
        }
      }
    }
  }

  void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (isFolder()) Files.createDirectory(to.resolve(name));
    for (Path file : paths(Path.of("")).toList()) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
  }

  /// Fails when it is not, byte by byte, in both folders.
  void compare(Path one, Path other) throws IOException {
    for (Path file : paths(Path.of("")).toList()) {
      if (Files.mismatch(one.resolve(file), other.resolve(file)) != -1) {
        throw new IOException(other.resolve(file) + " is not what was sent");
      }
    }
  }

  private Stream<Path> paths(Path folder) {
    Path place = folder.resolve(name);
    if (!isFolder()) return Stream.of(place);
    return IntStream.range(0, files).mapToObj(i -> place.resolve("file" + i));
  }

  @Override
  public String toString() {
    return name;
  }
}
