package dev.usher.services.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The store that the doors of the file service share, opened with the first of them.
final class Shelf implements Closeable {
  private final Path files;
  private final Path partial;
  private final StoreLimits limits;
  private @Nullable Store store;

  Shelf(Path files, Path partial, StoreLimits limits) {
    this.files = files;
    this.partial = partial;
    this.limits = limits;
  }

  synchronized Store open() throws IOException {
    Store open = store;
    if (open == null) {
      open = Store.open(files, partial, limits);
      store = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (store != null) store.close();
    store = null;
  }
}
