package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A file that is there under the wanted name, of the wanted size: perhaps it is the same, put
/// there by an attempt whose end nobody heard of. Its blocks are offered to the source before
/// anything is sent, so that the same file is never sent twice.
final class Basis implements AutoCloseable {
  private final StoredFile file;
  private final Recheck reading;

  private Basis(StoredFile file, Claims claims) {
    this.file = file;
    reading = Recheck.all(file.channel(), file.entry().size(), claims);
  }

  /// Begins to read what has the name; null when there is no such file.
  static @Nullable Basis of(Tools tools, Incoming wanted, Claims claims) throws StoreException {
    if (wanted.size() == 0) return null;
    String name = wanted.path().name();
    try (Folder folder = tools.ground().folder(wanted.path().parent())) {
      Facts there = folder.facts(name);
      if (there == null || !there.isFile() || there.size() != wanted.size()) return null;
      StoredFile file = folder.read(name, wanted.path());
      if (file.entry().size() == wanted.size()) return new Basis(file, claims);
      file.close();
      return null;
    } catch (StoreException e) {
      if (e.trouble() == Trouble.NOT_FOUND) return null;
      throw e;
    }
  }

  /// Whether it is still as it was read.
  boolean unchanged() throws StoreException {
    return file.unchanged();
  }

  /// Copies the blocks that are known by now, because the file is another after all.
  void copy(PartFile part, Claims claims) throws StoreException {
    reading.close();
    long size = file.entry().size();
    ByteBuffer buffer = ByteBuffer.allocate(Blocks.SIZE);
    for (int block = 0; block < Blocks.count(size); block++) {
      byte[] hash = claims.hash(block);
      if (hash.length == 0) continue;
      long at = (long) block * Blocks.SIZE;
      read(buffer.clear().limit(Blocks.length(size, block)), at);
      part.write(at, buffer.flip());
      part.verified(block, hash, false);
    }
    if (!file.unchanged()) {
      throw Failures.failed(
          file.entry().path() + " was changed by another program meanwhile; send it again");
    }
  }

  private void read(ByteBuffer into, long from) throws StoreException {
    try {
      while (into.hasRemaining()) {
        int count = file.channel().read(into, from + into.position());
        if (count < 0) throw Failures.failed(file.entry().path() + " was cut short meanwhile");
      }
    } catch (IOException e) {
      throw Failures.of(e, file.entry().path());
    }
  }

  @Override
  public void close() {
    reading.close();
    file.close();
  }
}
