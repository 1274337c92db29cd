package dev.usher.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for what is in the making, gone when this program ends, by Ctrl-C too. It stands in the
/// source tree and not where the files go, which may be a stick without links and permissions.
final class Scratch {
  private Scratch() {}

  static Path create(Path in) throws IOException {
    Files.createDirectories(in);
    Path folder = Files.createTempDirectory(in, "packing");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    return folder;
  }

  private static void delete(Path folder) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy); // which write into it
    try {
      Tree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
