package dev.usher.services.files;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sees to it that no folder gets two names that differ only in case (rule 10 of
/// docs/protocols/file-names.md). What other programs put there is seen after 5 seconds at the
/// latest, since reading a large folder for each new file would be too slow.
final class Twins {
  private static final int FOLDERS = 64;
  private static final long FRESH = TimeUnit.SECONDS.toNanos(5);

  private final Object[] locks = new Object[FOLDERS];
  private final Map<StorePath, NameIndex> indexes = // the least used first
      new LinkedHashMap<>(2 * FOLDERS, 0.75f, true);

  Twins() {
    for (int i = 0; i < locks.length; i++) locks[i] = new Object();
  }

  /// Makes a name in a folder.
  interface Making {
    /// False when the name is taken.
    boolean make() throws StoreException;
  }

  /// Makes a name unless it is a twin.
  ///
  /// @param folder where `path` is
  /// @throws StoreException `TAKEN` when it is a twin
  boolean make(Folder folder, StorePath path, Making making) throws StoreException {
    StorePath parent = path.parent();
    // Nobody else makes a name in this folder between the look and the making.
    synchronized (locks[Math.floorMod(parent.hashCode(), locks.length)]) {
      NameIndex index = index(folder, parent);
      String name = path.name();
      String folded = StorePath.folded(name);
      long key = NameIndex.hash(folded);
      long exact = folded.equals(name) ? key : NameIndex.hash(name);
      long there = index.get(key);
      if (there != NameIndex.NONE && there != exact) {
        String twin = twin(folder, name, folded);
        if (twin != null) throw Failures.taken(path.text(), FileName.shown(twin));
      }
      boolean made = making.make();
      if (made) index.put(key, exact);
      return made;
    }
  }

  /// Something in this folder is no longer there.
  void forget(StorePath folder) {
    synchronized (indexes) {
      indexes.remove(folder);
    }
  }

  /// Nothing is there any more.
  void forgetAll() {
    synchronized (indexes) {
      indexes.clear();
    }
  }

  private NameIndex index(Folder folder, StorePath path) throws StoreException {
    synchronized (indexes) {
      NameIndex known = indexes.get(path);
      if (known != null && known.age() < FRESH) return known;
    }
    NameIndex index = new NameIndex();
    folder.names(index::add);
    synchronized (indexes) {
      indexes.put(path, index);
      if (indexes.size() > FOLDERS) indexes.remove(indexes.keySet().iterator().next());
    }
    return index;
  }

  /// Looks in the folder itself; a name that is there in both ways is its own.
  private static @Nullable String twin(Folder folder, String name, String folded)
      throws StoreException {
    String[] found = new String[1];
    folder.names(other -> {
      boolean is = other.equals(name);
      if (is || (found[0] == null && StorePath.folded(other).equals(folded))) found[0] = other;
    });
    return name.equals(found[0]) ? null : found[0];
  }
}
