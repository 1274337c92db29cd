package dev.usher.services.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The outermost folder of a store, and the way from it to the others. It is made when something
/// comes.
final class Ground implements AutoCloseable {
  /// Of who uses a folder that others delete whenever it is empty.
  static final int ATTEMPTS = 100;

  private final Path path;
  private final Twins twins;
  private final List<Folder> gone = new ArrayList<>(); // may still be in somebody's hands
  private @Nullable Folder folder;
  private boolean closed;

  Ground(Path path, Twins twins) {
    this.path = path;
    this.twins = twins;
  }

  /// A folder that is there.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FOLDER`
  Folder folder(StorePath wanted) throws StoreException {
    if (wanted.isRoot()) leaveIfGone();
    Folder outermost = outermost(false);
    if (outermost == null) throw Failures.notFound(wanted.toString());
    return outermost.folder(wanted);
  }

  /// What is known of something; null when it is not there.
  ///
  /// @throws StoreException `NOT_A_FOLDER` when the way leads over what is none
  @Nullable Facts facts(StorePath path) throws StoreException {
    Folder outermost = outermost(false);
    return outermost == null ? null : outermost.facts(path);
  }

  /// The whole content of a short file; null when it is not what is expected, or changes meanwhile.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FILE`, `NOT_A_FOLDER`
  byte @Nullable [] content(StorePath path, Entry expected) throws StoreException {
    Folder outermost = outermost(false);
    if (outermost == null) throw Failures.notFound(path.toString());
    return outermost.content(path, expected);
  }

  /// A folder, which is made if need be, with those above it.
  ///
  /// @param changed is told each folder that has got a folder; it closes it
  /// @throws StoreException `TAKEN`, `NOT_A_FOLDER`
  Folder make(StorePath wanted, Consumer<Folder> changed) throws StoreException {
    for (int attempt = 1; ; attempt++) {
      try {
        return made(wanted, changed);
      } catch (StoreException e) {
        // One of them was deleted when it was empty, or somebody has deleted all of the store.
        if (e.trouble() != Trouble.NOT_FOUND || attempt == ATTEMPTS) throw e;
        leaveIfGone();
      }
    }
  }

  private Folder made(StorePath wanted, Consumer<Folder> changed) throws StoreException {
    Folder outermost = outermost(true);
    if (outermost == null) throw Failures.closed();
    try {
      return outermost.folder(wanted);
    } catch (StoreException e) {
      if (e.trouble() != Trouble.NOT_FOUND || wanted.isRoot()) throw e;
    }
    Folder parent = made(wanted.parent(), changed);
    boolean made;
    try {
      made = twins.make(parent, wanted, () -> parent.makeFolder(wanted.name()));
    } catch (StoreException e) {
      parent.close();
      throw e;
    }
    if (made) changed.accept(parent);
    else parent.close();
    return outermost.folder(wanted);
  }

  /// What is known of the innermost folder on the way to a path that is there.
  ///
  /// @throws StoreException `NOT_A_FOLDER`
  Facts nearest(StorePath path) throws StoreException {
    if (path.isRoot()) outermost(true);
    try (Folder parent = folder(path)) {
      return parent.facts();
    } catch (StoreException e) {
      if (e.trouble() != Trouble.NOT_FOUND || path.isRoot()) throw e;
      return nearest(path.parent());
    }
  }

  /// Whoever deletes the outermost folder and what is in it gets an empty store.
  private synchronized void leaveIfGone() throws StoreException {
    if (closed || folder == null || !folder.isGone()) return;
    gone.add(folder);
    folder = null;
    twins.forgetAll();
  }

  private synchronized @Nullable Folder outermost(boolean make) throws StoreException {
    if (closed) throw Failures.closed();
    if (folder != null) return folder;
    try {
      if (make) Files.createDirectories(path);
      else if (!Files.exists(path)) return null;
    } catch (IOException e) {
      throw Failures.of(e, FileName.shown(path.toString()));
    }
    folder = Folder.open(path);
    return folder;
  }

  @Override
  public synchronized void close() {
    closed = true;
    gone.forEach(Folder::close);
    gone.clear();
    if (folder != null) folder.close();
  }
}
