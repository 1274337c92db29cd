package dev.usher.services.files;

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

  /// Whether it still has its name, and is as it was read.
  boolean unchanged() throws StoreException {
    return file.unchanged();
  }

  /// Begins to copy the blocks that are known by now, because the file is another after all.
  BasisCopy copy(PartFile part, Claims claims) {
    reading.close();
    return new BasisCopy(file, part, claims);
  }

  @Override
  public void close() {
    reading.close();
    file.close();
  }
}
