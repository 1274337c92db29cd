package dev.usher.services.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Files under a folder, as ordinary files under their own names. A name appears when its file is
/// whole and verified, and not before; nothing outside the folder is ever touched. Safe for several
/// threads.
final class Store implements AutoCloseable {
  private static final long LONG = 1L << 30; // bytes: less costs little memory
  private static final Duration EXPIRE_EVERY = Duration.ofHours(1);

  private final String reserved;
  private final StoreLimits limits;
  private final Twins twins = new Twins();
  private final KnownHashes knownHashes = new KnownHashes();
  private final Ground ground;
  private final Tools tools;
  private final Map<String, Partial> active = new HashMap<>();
  private Instant expired = Instant.MIN;

  private Store(Path root, Path partialFiles, StoreLimits limits) {
    reserved = reserved(root, partialFiles);
    this.limits = limits;
    ground = new Ground(root, twins);
    Staging staging = new Staging(partialFiles);
    Space space = new Space(partialFiles, limits, new OnDisk(ground, staging, this::isActive));
    Publisher publisher = new Publisher(staging, twins, space);
    Syncer syncer = new Syncer(() -> staging.folder().forceAll());
    tools = new Tools(staging, ground, publisher, syncer, space);
  }

  /// Opens a store, and deletes partial files that nobody went on with.
  ///
  /// @param root its folder; made when the first thing comes
  /// @param staging the folder of what is not whole yet, on the same file system and seen by nobody
  ///   else; made when something comes, and removed when the store is closed and it is empty
  /// @throws IOException when names beyond ASCII cannot be kept, or there is something else in the
  ///   place of a folder
  static Store open(Path root, Path staging, StoreLimits limits) throws IOException {
    checkLocale();
    Store store = new Store(root.toAbsolutePath(), staging.toAbsolutePath(), limits);
    store.expire();
    return store;
  }

  /// Java writes `?` for what the locale's encoding lacks, so that two names become one.
  private static void checkLocale() throws StoreException {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    if (windows || encoding.equalsIgnoreCase("UTF-8")) return;
    throw Failures.failed(
        "the locale's encoding, "
            + encoding
            + ", has no names beyond ASCII, so files would get wrong names;"
            + " set LC_ALL=C.UTF-8, and start again");
  }

  /// What is known of a file or folder.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FOLDER`; `NOT_A_FILE` when it is neither
  Entry stat(StorePath path) throws StoreException {
    Entry entry = find(path);
    if (entry == null) throw Failures.notFound(path.toString());
    return entry;
  }

  /// The same, but null when there is nothing.
  @Nullable Entry find(StorePath path) throws StoreException {
    check(path);
    Facts facts = ground.facts(path);
    if (facts == null) return null;
    if (facts.kind() == Facts.Kind.OTHER) throw Failures.notAFile(path.toString());
    return facts.entry(path);
  }

  /// Tells what is in a folder, in order. Names that break the rules, which other programs put
  /// there, and hidden ones where they are not allowed, are left out.
  ///
  /// @param deep whether each folder is followed by what is in it
  /// @throws StoreException `NOT_FOUND`, except for the outermost folder; `NOT_A_FOLDER`
  void list(StorePath folder, boolean deep, Consumer<Entry> to) throws StoreException {
    check(folder);
    try {
      new Listing(ground, this::isSeen, to).list(folder, deep);
    } catch (StoreException e) {
      if (!folder.isRoot() || e.trouble() != Trouble.NOT_FOUND) throw e;
    }
  }

  private boolean isSeen(StorePath path) {
    return FileName.keepsRules(path.name())
        && (limits.hidden() || !path.name().startsWith("."))
        && !isStaging(path);
  }

  /// Deletes a file, or an empty folder.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_EMPTY`; `NOT_A_FILE` when it is neither
  void delete(StorePath path) throws StoreException {
    check(path);
    if (path.isRoot()) throw Failures.failed("the outermost folder stays; name what is in it");
    try (Folder folder = ground.folder(path.parent())) {
      Facts facts = folder.facts(path.name());
      boolean deleted =
          switch (facts == null ? null : facts.kind()) {
            case null -> false;
            case FILE -> folder.deleteFile(path.name());
            case FOLDER -> folder.deleteFolder(path.name());
            case OTHER -> throw Failures.notAFile(path.text());
          };
      if (!deleted) throw Failures.notFound(path.text());
      twins.forget(path.parent());
      if (facts != null && facts.isFile()) tools.space().gone(facts.size());
    } catch (StoreException e) {
      throw e.trouble() == Trouble.NOT_EMPTY ? Failures.notEmpty(path.text()) : e;
    }
  }

  /// Makes a folder, with those above it; well if it is there.
  ///
  /// @throws StoreException `NOT_A_FOLDER`, `TAKEN`
  void makeFolder(StorePath path) throws StoreException {
    check(path);
    ground.make(path, Folder::close).close();
  }

  /// Opens a file for reading.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FILE`
  StoredFile read(StorePath path) throws StoreException {
    check(path);
    if (path.isRoot()) throw Failures.notAFile(path.toString());
    try (Folder folder = ground.folder(path.parent())) {
      return folder.read(path.name(), path);
    }
  }

  /// The same for one who sends it: what others who send it have hashed need not be read again.
  StoredFile readToSend(StorePath path) throws StoreException {
    return read(path).sharing(knownHashes, path);
  }

  /// The whole content of a short file; null when it is not what is expected, or changes meanwhile.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FILE`, `NOT_A_FOLDER`
  byte @Nullable [] content(StorePath path, Entry expected) throws StoreException {
    check(path);
    return ground.content(path, expected);
  }

  /// Begins to take a file in, goes on with what is here of it, or joins those who take it in
  /// already; it is as durable as the first of them wants.
  ///
  /// @throws StoreException `NO_SPACE`, `OVER_QUOTA`, `NOT_A_FOLDER`; `FAILED` when another program
  ///   takes it in
  Partial receive(Incoming file, Durability durability) throws StoreException {
    return receive(file, durability, false);
  }

  /// The same for a source that sends all of the file, whatever is here: what has the name already
  /// is not offered to it, and the blocks are claimed in order.
  Partial receiveAll(Incoming file, Durability durability) throws StoreException {
    return receive(file, durability, true);
  }

  private Partial receive(Incoming file, Durability durability, boolean all) throws StoreException {
    check(file.path());
    if (file.size() > LONG) {
      tools.staging().folder();
      tools.space().checkHolds(file.size());
    }
    expireNowAndThen();
    tools.staging().folder();
    tools.space().checkPossible(file.size());
    while (true) {
      Partial partial;
      synchronized (active) {
        partial = active.computeIfAbsent(file.id(), _ -> begin(file, durability, all));
      }
      if (partial.join()) return partial;
    }
  }

  private Partial begin(Incoming file, Durability durability, boolean all) {
    Partial[] self = new Partial[1];
    self[0] =
        new Partial(
            tools,
            file,
            durability,
            all,
            () -> {
              synchronized (active) {
                active.remove(file.id(), self[0]);
              }
            });
    return self[0];
  }

  /// Takes in files that come whole.
  Batch batch(Durability durability) {
    return new Batch(this, tools, durability);
  }

  /// Whether a path may be used here.
  ///
  /// @throws StoreException `BAD_NAME`
  void check(StorePath path) throws StoreException {
    if (path.hidden() && !limits.hidden()) {
      throw FileName.bad(
          8, path.text() + " begins with a dot, and hidden names are not allowed here");
    }
    if (isStaging(path)) {
      throw FileName.bad(8, path.text() + " is where partial files are");
    }
  }

  private boolean isStaging(StorePath path) {
    return !reserved.isEmpty() && StorePath.folded(path.text() + "/").startsWith(reserved);
  }

  /// Where partial files are in the store, folded, with a `/` behind it; empty when elsewhere.
  private static String reserved(Path root, Path partialFiles) {
    if (!partialFiles.startsWith(root)) return "";
    String path = root.relativize(partialFiles).toString().replace('\\', '/');
    return StorePath.folded(path + "/");
  }

  private boolean isActive(String id) {
    synchronized (active) {
      return active.containsKey(id);
    }
  }

  private void expireNowAndThen() throws StoreException {
    boolean due;
    synchronized (active) {
      due = expired.isBefore(Instant.now().minus(EXPIRE_EVERY));
    }
    if (due) expire();
  }

  private void expire() throws StoreException {
    synchronized (active) {
      expired = Instant.now();
    }
    tools.staging().expire(limits.abandonedAfter(), this::isActive);
  }

  /// Everything that it gave out must be closed before.
  @Override
  public void close() {
    tools.syncer().close();
    ground.close();
    tools.staging().close();
  }
}
