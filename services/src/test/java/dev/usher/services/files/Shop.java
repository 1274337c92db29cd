package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A store in a temporary folder, and somebody who puts files into it.
record Shop(Path folder, Store store) implements AutoCloseable {
  static final Instant THEN = Instant.parse("2026-02-03T04:05:06.789Z");

  static Shop in(Path folder) throws IOException {
    return in(folder, StoreLimits.DEFAULT);
  }

  static Shop in(Path folder, StoreLimits limits) throws IOException {
    return new Shop(folder, Store.open(folder.resolve("files"), folder.resolve("partial"), limits));
  }

  Path file(String path) {
    return folder.resolve("files").resolve(path);
  }

  Path partial() {
    return folder.resolve("partial");
  }

  static StorePath path(String text) {
    try {
      return StorePath.of(text);
    } catch (StoreException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Incoming incoming(String path, long size) {
    return new Incoming(path(path), size, THEN, false, 1);
  }

  static byte[] content(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  /// Puts a file block by block, as far as it is not there already.
  Published put(String path, byte[] content, Conflict conflict)
      throws StoreException, InterruptedException {
    try (Partial partial = store.receive(incoming(path, content.length), Durability.NONE)) {
      fetch(partial, content, Integer.MAX_VALUE);
      return partial.publish(conflict);
    }
  }

  /// Fetches what is missing, or so many blocks of it, and says which were sent.
  static List<Integer> fetch(Partial partial, byte[] content, int most)
      throws StoreException, InterruptedException {
    List<Integer> sent = new ArrayList<>();
    while (sent.size() < most) {
      @Nullable Run run = partial.claim(Math.min(3, most - sent.size()));
      if (run == null) break;
      for (int i = 0; i < run.count(); i++) {
        int block = run.first() + i;
        byte[] hash = hash(content, block);
        boolean known = !run.known().isEmpty() && Arrays.equals(run.known().get(i), hash);
        if (!known) {
          write(partial, content, block);
          sent.add(block);
        }
        partial.verified(block, hash);
      }
    }
    return sent;
  }

  static void write(Partial partial, byte[] content, int block) throws StoreException {
    int from = block * Blocks.SIZE;
    int length = Blocks.length(content.length, block);
    int half = length / 2;
    partial.write(block, 0, ByteBuffer.wrap(content, from, half));
    partial.write(block, half, ByteBuffer.wrap(content, from + half, length - half));
  }

  static byte[] hash(byte[] content, int block) {
    var sha = Blocks.sha256();
    sha.update(content, block * Blocks.SIZE, Blocks.length(content.length, block));
    return sha.digest();
  }

  /// Puts small files together.
  List<Outcome> putTogether(Durability durability, Conflict conflict, String... pathsAndTexts)
      throws StoreException {
    try (Batch batch = store.batch(durability)) {
      for (int i = 0; i < pathsAndTexts.length; i += 2) {
        byte[] content = pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
        batch.add(incoming(pathsAndTexts[i], content.length), ByteBuffer.wrap(content), conflict);
      }
      return batch.publish();
    }
  }

  /// Whether a file says that its owner may run it, on a file system that lets nobody, too.
  static boolean isProgram(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /// Everything that is stored.
  List<String> listed() throws StoreException {
    List<String> paths = new ArrayList<>();
    store.list(StorePath.ROOT, true, entry -> paths.add(entry.path()));
    return paths;
  }

  /// The names in the folder of partial files; none when it is not there.
  List<String> partials() throws IOException {
    if (!Files.exists(partial())) return List.of();
    try (var names = Files.list(partial())) {
      return names.map(name -> name.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
