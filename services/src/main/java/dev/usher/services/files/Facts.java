package dev.usher.services.files;

import java.time.Instant;

/// What a folder's system tells of one name in it, a symbolic link not followed.
///
/// @param changed when anything of it last changed, its name and rights included; where a system
///   does not tell, its modification
/// @param mount equal for what is on the same file system, so that it can be moved
record Facts(
    Kind kind, long size, Instant modified, boolean executable, Instant changed, Object mount) {
  enum Kind {
    FILE,
    FOLDER,
    /// A symbolic link, a device, a pipe, a socket: never touched.
    OTHER
  }

  boolean isFile() {
    return kind == Kind.FILE;
  }

  boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  Entry entry(StorePath path) {
    return isFolder()
        ? new Entry(path.text(), Entry.Kind.FOLDER, 0, modified, false)
        : new Entry(path.text(), Entry.Kind.FILE, size, modified, executable);
  }

  /// Whether nobody wrote to it between the two.
  boolean sameContent(Facts then) {
    return size == then.size && modified.equals(then.modified) && changed.equals(then.changed);
  }
}
