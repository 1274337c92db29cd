package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders, with all that is in them.
final class Tree {
  private Tree() {}

  /// Gives another folder the same files, without copying their content.
  static void link(Path from, Path to) throws IOException {
    for (Path each : all(from)) {
      Path other = to.resolve(from.relativize(each).toString());
      Files.createDirectories(other.getParent());
      if (Files.isSymbolicLink(each)) Files.copy(each, other, LinkOption.NOFOLLOW_LINKS);
      else if (Files.isDirectory(each)) Files.createDirectories(other);
      else Files.createLink(other, each);
    }
  }

  static void delete(Path folder) throws IOException {
    for (Path each : all(folder).reversed()) Files.delete(each);
  }

  /// Everything, sorted, a folder before what is in it.
  static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.sorted(Comparator.naturalOrder()).toList();
    }
  }

  static List<Path> files(Path folder) throws IOException {
    return all(folder).stream()
        .filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }
}
