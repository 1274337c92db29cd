package dev.usher.services.files;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files and folders of a store that somebody asks for, found as they are sent. What is asked
/// for keeps its last name at the sink, and what is in a folder stays in it.
final class StoredFiles implements Manifest {
  private final Store store;
  private final Deque<Task> tasks = new ArrayDeque<>();
  private int number;

  /// Something to be looked at: a pattern, or an entry whose path goes on behind `base`.
  private sealed interface Task {
    record Look(String pattern) implements Task {}

    record Give(Entry entry, int base) implements Task {}
  }

  StoredFiles(Store store, List<String> names) {
    this.store = store;
    for (String name : names) tasks.add(new Task.Look(name));
  }

  @Override
  public synchronized @Nullable Item next() {
    while (!tasks.isEmpty()) {
      switch (tasks.remove()) {
        case Task.Look look -> {
          try {
            Pattern pattern = Pattern.of(look.pattern());
            List<Entry> found = pattern.find(store);
            if (found.isEmpty()) {
              return new Item.Lacking(
                  look.pattern(), Trouble.NOT_FOUND, "nothing is called " + look.pattern());
            }
            int base = pattern.folder().isRoot() ? 0 : pattern.folder().text().length() + 1;
            push(found, base);
          } catch (StoreException e) {
            return new Item.Lacking(look.pattern(), e.trouble(), String.valueOf(e.getMessage()));
          }
        }
        case Task.Give give -> {
          return given(give);
        }
      }
    }
    return null;
  }

  private void push(List<Entry> entries, int base) {
    for (Entry each : entries.reversed()) tasks.push(new Task.Give(each, base));
  }

  private Item given(Task.Give give) {
    Entry entry = give.entry();
    if (entry.kind() == Entry.Kind.FOLDER) {
      try {
        List<Entry> inside = new ArrayList<>();
        store.list(StorePath.of(entry.path()), false, inside::add);
        push(inside, give.base());
      } catch (StoreException e) {
        return new Item.Lacking(entry.path(), e.trouble(), String.valueOf(e.getMessage()));
      }
    }
    Entry offered =
        new Entry(
            entry.path().substring(give.base()),
            entry.kind(),
            entry.size(),
            entry.modified(),
            entry.executable());
    Given content = new Given(store, new StorePath(entry.path()), entry);
    return new Item.Found(number++, offered, FileKey.of(entry.path()), content);
  }

  /// What was listed; between the list and now another may have taken its place.
  private record Given(Store store, StorePath path, Entry entry) implements Opener {
    @Override
    public Content open() throws StoreException {
      StoredFile file = store.readToSend(path);
      if (file.entry().equals(entry)) return file;
      file.close();
      throw changed();
    }

    @Override
    public byte[] whole(long size) throws StoreException {
      byte[] content = store.content(path, entry);
      if (content == null) throw changed();
      return content;
    }

    private StoreException changed() {
      return new StoreException(Trouble.CHANGED, path + " has changed; ask for it again");
    }
  }
}
