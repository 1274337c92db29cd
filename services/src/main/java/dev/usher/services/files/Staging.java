package dev.usher.services.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The folder of what is not whole yet, which only its owner can enter. It is made when something
/// comes, and goes when nothing is in it.
final class Staging implements AutoCloseable {
  /// What the name of a partial file ends with.
  static final String PART = ".part";

  /// What the name of its journal ends with.
  static final String JOURNAL = ".journal";

  private static final String SMALL = "small-";
  private static final Duration SMALL_AFTER = Duration.ofHours(1); // nothing goes on with them
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private final String mine = SMALL + UUID.randomUUID() + "-";
  private final AtomicLong number = new AtomicLong();
  private final List<Folder> removed = new ArrayList<>(); // may still be in somebody's hands
  private @Nullable Folder folder;

  Staging(Path path) {
    this.path = path;
  }

  /// The folder, which is made if need be.
  synchronized Folder folder() throws StoreException {
    if (folder != null) return folder;
    try {
      make();
    } catch (IOException e) {
      throw Failures.of(e, FileName.shown(path.toString()));
    }
    folder = Folder.open(path);
    return folder;
  }

  /// Makes a file in the folder.
  interface Making<T> {
    T in(Folder folder) throws IOException;
  }

  /// Makes the first of one's files in the folder. Another program that shares it may have removed
  /// it while it was empty: then it is made anew.
  <T> T begin(Making<T> work) throws IOException {
    Folder now = folder();
    try {
      return work.in(now);
    } catch (StoreException e) {
      if (e.trouble() != Trouble.NOT_FOUND) throw e;
      leave(now);
      return work.in(folder());
    }
  }

  private synchronized void leave(Folder old) {
    if (!old.equals(folder)) return;
    removed.add(old);
    folder = null;
  }

  private void make() throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    boolean posix = PlainFacts.isPosix(path);
    FileAttribute<?>[] rights =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try {
      Files.createDirectory(path, rights);
    } catch (FileAlreadyExistsException _) {
      // A link would lead what is partial to where others can read it.
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw Failures.failed(
            FileName.shown(path.toString())
                + " is where files are kept that are not whole, and is no folder; move it away");
      }
      if (posix && !Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
        Files.setPosixFilePermissions(path, OWNER_ONLY);
      }
    }
  }

  /// A name for a file that nobody goes on with after a crash.
  String small() {
    return mine + number.getAndIncrement();
  }

  /// Deletes what nobody went on with.
  void expire(Duration after, Predicate<String> inUse) throws StoreException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) return;
    Folder open = folder();
    Instant now = Instant.now();
    for (String name : names(open)) {
      Facts facts = open.facts(name);
      Duration allowed = name.startsWith(SMALL) ? SMALL_AFTER : after;
      if (facts == null || !facts.isFile() || facts.changed().isAfter(now.minus(allowed))) continue;
      if (!name.startsWith(mine) && !inUse.test(id(name))) open.deleteFile(name);
    }
  }

  /// Bytes of the partial files that are not in use.
  long idle(Predicate<String> inUse) throws StoreException {
    long sum = 0;
    for (String name : names(folder())) {
      if (!name.endsWith(PART) || inUse.test(id(name))) continue;
      Facts facts = folder().facts(name);
      if (facts != null) sum += facts.size();
    }
    return sum;
  }

  private static List<String> names(Folder folder) throws StoreException {
    List<String> names = new ArrayList<>();
    folder.names(names::add);
    return names;
  }

  private static String id(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  @Override
  public synchronized void close() {
    removed.forEach(Folder::close);
    removed.clear();
    if (folder != null) folder.close();
    boolean was = folder != null;
    folder = null;
    try {
      if (was) Files.deleteIfExists(path);
    } catch (IOException _) {
      // something is left to go on with
    }
  }
}
