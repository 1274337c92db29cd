package dev.usher.services.files;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A manifest for several streams: each file is offered on one of them, and a long one on all, so
/// that they send a part of it each.
final class SharedManifest {
  private final Manifest all;
  private final List<Manifest.Item> shared = new ArrayList<>();

  SharedManifest(Manifest all) {
    this.all = all;
  }

  /// What one of the streams offers.
  Manifest stream() {
    return new Manifest() {
      private int seen;

      @Override
      public @Nullable Item next() {
        synchronized (shared) {
          if (seen < shared.size()) return shared.get(seen++);
          Item item = all.next();
          if (item instanceof Item.Found found && found.entry().size() >= Sharing.SHARED) {
            shared.add(item);
            seen = shared.size();
          }
          return item;
        }
      }
    };
  }
}
