package dev.usher.services.files;

import java.util.ArrayList;
import java.util.List;

/// A path in whose last name `*` stands for any characters and `?` for one.
///
/// @param folder where it looks
/// @param name the last name, with its wildcards; empty for the folder itself
record Pattern(StorePath folder, String name) {
  private static final int LONGEST = 4_096;

  static Pattern of(String text) throws StoreException {
    if (text.length() > LONGEST) {
      throw new StoreException(Trouble.BAD_NAME, "a path has at most " + LONGEST + " characters");
    }
    int slash = text.lastIndexOf('/');
    String name = FileName.normal(text.substring(slash + 1)); // as all names are (rule 2)
    if (wild(name)) {
      return new Pattern(slash < 0 ? StorePath.ROOT : StorePath.of(text.substring(0, slash)), name);
    }
    StorePath path = StorePath.folder(text);
    return path.isRoot() ? new Pattern(path, "") : new Pattern(path.parent(), path.name());
  }

  /// Whether what is asked for by it may come under this path: its first name is one that it names.
  boolean brings(StorePath path) {
    return name.isEmpty() || matches(name, path.first());
  }

  /// Whether it names one thing.
  boolean exact() {
    return !name.isEmpty() && !wild(name);
  }

  private static boolean wild(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
  }

  /// What it names, sorted; everything in the folder when it names the outermost one.
  ///
  /// @throws StoreException when there is no such folder, or none of a name without wildcards
  List<Entry> find(Store store) throws StoreException {
    if (exact()) return List.of(store.stat(folder.child(name)));
    List<Entry> found = new ArrayList<>();
    store.list(
        folder,
        false,
        entry -> {
          String last = entry.path().substring(entry.path().lastIndexOf('/') + 1);
          if (name.isEmpty() || matches(name, last)) found.add(entry);
        });
    return found;
  }

  /// Goes back to the last `*` where a character does not fit: never more than their product.
  static boolean matches(String pattern, String name) {
    if (!wild(pattern)) return pattern.equals(name);
    // Whole characters, so that a ? stands for an emoji.
    return matches(pattern.codePoints().toArray(), name.codePoints().toArray());
  }

  private static boolean matches(int[] pattern, int[] name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int mark = 0;
    while (n < name.length) {
      int next = p < pattern.length ? pattern[p] : 0;
      if (next == '*') {
        star = p++;
        mark = n;
      } else if (p < pattern.length && (next == '?' || next == name[n])) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') p++;
    return p == pattern.length;
  }
}
