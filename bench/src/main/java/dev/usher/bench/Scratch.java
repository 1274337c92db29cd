package dev.usher.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder in memory, where files are moved from `in` to `out` or to a hub's data folder `hub`. It
/// goes when the bench ends, by a signal too.
record Scratch(Path folder) {
  private static final int BLOCK = 1024 * 1024;

  /// Makes it in `/dev/shm`, unless another folder is named.
  static Scratch make() throws IOException {
    String parent = System.getProperty("usher.bench.scratch", "/dev/shm");
    var scratch = new Scratch(Files.createTempDirectory(Path.of(parent), "usher-bench"));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(scratch::vanish));
    for (Path each : new Path[] {scratch.in(), scratch.out()}) Files.createDirectory(each);
    return scratch;
  }

  Path in() {
    return folder.resolve("in");
  }

  Path out() {
    return folder.resolve("out");
  }

  Path hub() {
    return folder.resolve("hub");
  }

  /// Where a hub keeps what it was given.
  Path stored() {
    return hub().resolve("files");
  }

  Path errors() {
    return folder.resolve("errors");
  }

  void empty(Path tree) throws IOException {
    delete(tree);
    Files.createDirectory(tree);
  }

  /// Uses so much memory, and frees it. The first to use a page waits for it, in a virtual machine
  /// even for the host's: up to five times what a copy costs, and so whoever came behind one that
  /// had freed less would seem slow.
  void warm(long bytes) throws IOException {
    Path much = folder.resolve("much");
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(much)) {
      for (long at = 0; at < bytes; at += block.length) out.write(block);
    }
    Files.delete(much);
  }

  private void vanish() {
    Children.endAll();
    try {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) return;
    try (var files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
