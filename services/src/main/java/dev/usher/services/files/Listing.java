package dev.usher.services.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Tells what is in a folder, each folder's names in order. No folder stays open while another is
/// looked at, so that depth costs no descriptors.
final class Listing {
  private final Ground ground;
  private final Predicate<StorePath> wanted;
  private final Consumer<Entry> to;

  Listing(Ground ground, Predicate<StorePath> wanted, Consumer<Entry> to) {
    this.ground = ground;
    this.wanted = wanted;
    this.to = to;
  }

  /// @param deep whether each folder is followed by what is in it
  void list(StorePath path, boolean deep) throws StoreException {
    for (Entry entry : entries(path)) {
      to.accept(entry);
      if (deep && entry.kind() == Entry.Kind.FOLDER) listIfThere(new StorePath(entry.path()));
    }
  }

  private void listIfThere(StorePath folder) throws StoreException {
    try {
      list(folder, true);
    } catch (StoreException e) {
      // It went away, or became something else, since its name was read.
      if (e.trouble() != Trouble.NOT_FOUND && e.trouble() != Trouble.NOT_A_FOLDER) throw e;
    }
  }

  private List<Entry> entries(StorePath path) throws StoreException {
    try (Folder folder = ground.folder(path)) {
      List<String> names = new ArrayList<>();
      folder.names(name -> {
        if (wanted.test(path.child(name))) names.add(name);
      });
      Collections.sort(names);
      List<Entry> entries = new ArrayList<>();
      for (String name : names) {
        Facts facts = folder.facts(name);
        if (facts == null || facts.kind() == Facts.Kind.OTHER) continue;
        entries.add(facts.entry(path.child(name)));
      }
      return entries;
    }
  }
}
