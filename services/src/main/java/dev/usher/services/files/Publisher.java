package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// Gives what is whole its name, in one step: nobody sees it before, or a part of it. See
/// docs/decisions/0017-partial-files-have-a-folder-of-their-own.md.
final class Publisher {
  private static final int MANY = 1 << 20;
  private static final int PIECE = 256 * 1024;

  private final Staging staging;
  private final Twins twins;
  private final Space space;

  Publisher(Staging staging, Twins twins, Space space) {
    this.staging = staging;
    this.twins = twins;
    this.space = space;
  }

  /// Moves a file out of the folder of partial files. When this fails it stays there; when the same
  /// content has the name already, it is deleted.
  ///
  /// @param folder where `path` is
  /// @throws StoreException `EXISTS`, `TAKEN`, `NOT_A_FILE`
  Published publish(String staged, Folder folder, StorePath path, Conflict conflict)
      throws StoreException {
    return switch (conflict) {
      case REFUSE -> refused(staged, folder, path);
      case RENAME -> renamed(staged, folder, path);
      case REPLACE -> {
        replace(staged, folder, path);
        yield new Published(path, false);
      }
    };
  }

  private Published refused(String staged, Folder folder, StorePath path) throws StoreException {
    do {
      if (moved(staged, folder, path)) return new Published(path, false);
      if (same(staged, folder, path)) return instead(staged, path);
    } while (folder.facts(path.name()) == null); // what was in the way was deleted a moment ago
    throw Failures.exists(path.text());
  }

  private boolean moved(String staged, Folder folder, StorePath path) throws StoreException {
    Folder from = staging.folder();
    return twins.make(folder, path, () -> from.move(staged, folder, path.name()));
  }

  private Published instead(String staged, StorePath path) throws StoreException {
    staging.folder().deleteFile(staged);
    return new Published(path, true);
  }

  private void replace(String staged, Folder folder, StorePath path) throws StoreException {
    Folder from = staging.folder();
    AtomicLong old = new AtomicLong();
    twins.make(
        folder,
        path,
        () -> {
          Facts there = folder.facts(path.name());
          if (there != null && !there.isFile()) throw Failures.notAFile(path.text());
          if (there != null) old.set(there.size());
          from.moveOver(staged, folder, path.name());
          return true;
        });
    space.gone(old.get());
  }

  /// The same content is looked for under the name itself and the last of its numbers, so that what
  /// is sent twice is kept once, however many others have the name.
  private Published renamed(String staged, Folder folder, StorePath path) throws StoreException {
    if (movedAside(staged, folder, path)) return new Published(path, false);
    if (same(staged, folder, path)) return instead(staged, path);
    for (int number = free(folder, path.name()); number < MANY; number++) {
      StorePath last = path.parent().child(Numbered.name(path.name(), number - 1));
      if (number > 2 && same(staged, folder, last)) return instead(staged, last);
      StorePath next = path.parent().child(Numbered.name(path.name(), number));
      if (movedAside(staged, folder, next)) return new Published(next, false);
    }
    throw Failures.exists(path.text());
  }

  /// A twin is a name that is taken, too.
  private boolean movedAside(String staged, Folder folder, StorePath path) throws StoreException {
    try {
      return moved(staged, folder, path);
    } catch (StoreException e) {
      if (e.trouble() == Trouble.TAKEN) return false;
      throw e;
    }
  }

  /// A number whose name is free while that before is not. Doubled and then halved, because there
  /// may be thousands.
  private static int free(Folder folder, String name) throws StoreException {
    int taken = 1;
    int free = 2;
    while (free < MANY && folder.facts(Numbered.name(name, free)) != null) {
      taken = free;
      free *= 2;
    }
    while (free - taken > 1) {
      int middle = (taken + free) >>> 1;
      if (folder.facts(Numbered.name(name, middle)) != null) taken = middle;
      else free = middle;
    }
    return free;
  }

  private boolean same(String staged, Folder folder, StorePath path) throws StoreException {
    Folder from = staging.folder();
    Facts there = folder.facts(path.name());
    Facts mine = from.facts(staged);
    if (there == null || mine == null || !there.isFile() || there.size() != mine.size()) {
      return false;
    }
    int piece = (int) Math.min(PIECE, there.size());
    ByteBuffer left = ByteBuffer.allocate(piece);
    ByteBuffer right = ByteBuffer.allocate(piece);
    try (StoredFile ours = from.read(staged, path);
        StoredFile theirs = folder.read(path.name(), path)) {
      for (long at = 0; at < mine.size(); at += left.limit()) {
        fill(ours, at, left);
        fill(theirs, at, right);
        if (left.limit() == 0 || !left.equals(right)) return false;
      }
      return true;
    } catch (StoreException e) {
      if (e.trouble() == Trouble.NOT_FOUND) return false; // it was deleted a moment ago
      throw e;
    } catch (IOException e) {
      throw Failures.of(e, path.text());
    }
  }

  private static void fill(StoredFile file, long from, ByteBuffer into) throws IOException {
    into.clear();
    long at = from;
    while (into.hasRemaining()) {
      int count = file.channel().read(into, at);
      if (count < 0) break;
      at += count;
    }
    into.flip();
  }
}
