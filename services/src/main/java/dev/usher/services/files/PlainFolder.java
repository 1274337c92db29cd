package dev.usher.services.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A folder by its path, where the system has nothing better to offer. Each folder on the way is
/// looked at before it is used. Somebody who may write to the store's folders on this machine can
/// put a link there between the look and the use; nobody can from afar.
final class PlainFolder implements Folder {
  private final Path path;

  private PlainFolder(Path path) {
    this.path = path;
  }

  static Folder open(Path path) throws StoreException {
    try {
      Path real = path.toRealPath();
      if (!Files.isDirectory(real)) throw Failures.notAFolder(FileName.shown(path.toString()));
      return new PlainFolder(real);
    } catch (IOException e) {
      throw Failures.of(e, FileName.shown(path.toString()));
    }
  }

  @Override
  public Folder folder(StorePath inside) throws StoreException {
    Path at = path;
    for (String name : inside.names()) {
      Facts facts = PlainFacts.of(at.resolve(name));
      if (facts == null) throw Failures.notFound(inside.toString());
      if (!facts.isFolder()) throw Failures.notAFolder(inside.toString());
      at = at.resolve(name);
    }
    return new PlainFolder(at);
  }

  @Override
  public @Nullable Facts facts(String name) throws StoreException {
    return PlainFacts.of(path.resolve(name));
  }

  @Override
  public @Nullable Facts facts(StorePath inside) throws StoreException {
    if (inside.isRoot()) return facts();
    try (Folder parent = folder(inside.parent())) {
      return parent.facts(inside.name());
    } catch (StoreException e) {
      if (e.trouble() == Trouble.NOT_FOUND) return null;
      throw e;
    }
  }

  @Override
  public Facts facts() throws StoreException {
    Facts facts = PlainFacts.of(path);
    if (facts == null) throw Failures.notFound("folder any more");
    return facts;
  }

  /// It has no more than its path, and so is what has it.
  @Override
  public boolean isGone() {
    return false;
  }

  @Override
  public StoredFile read(String name, StorePath whole) throws StoreException {
    Path file = path.resolve(name);
    Facts facts = PlainFacts.of(file);
    if (facts == null) throw Failures.notFound(whole.toString());
    if (!facts.isFile()) throw Failures.notAFile(whole.toString());
    try {
      FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS);
      StoredFile.Look look =
          () -> {
            Facts now = PlainFacts.of(file);
            if (now == null) throw Failures.notFound(whole.toString());
            return now;
          };
      return new StoredFile(channel, facts.entry(whole), facts, look, () -> {});
    } catch (IOException e) {
      throw Failures.of(e, whole.toString());
    }
  }

  @Override
  public byte @Nullable [] content(StorePath inside, Entry expected) throws StoreException {
    try (Folder parent = folder(inside.parent());
        StoredFile file = parent.read(inside.name(), inside)) {
      return file.entry().equals(expected) ? Manifest.Content.whole(file, expected.size()) : null;
    }
  }

  @Override
  public FileChannel create(String name, boolean executable) throws StoreException {
    try {
      return FileChannel.open(
          path.resolve(name), Set.of(READ, WRITE, CREATE_NEW), PlainFacts.rights(path, executable));
    } catch (IOException e) {
      throw Failures.of(e, name);
    }
  }

  @Override
  public @Nullable FileChannel reopen(String name) throws StoreException {
    try {
      return FileChannel.open(path.resolve(name), READ, WRITE, NOFOLLOW_LINKS);
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw Failures.of(e, name);
    }
  }

  @Override
  public void put(String name, ByteBuffer content, Instant modified, boolean executable)
      throws StoreException {
    try (FileChannel file = create(name, executable)) {
      ByteBuffer bytes = content.duplicate();
      while (bytes.hasRemaining()) file.write(bytes);
    } catch (IOException e) {
      throw PlainFacts.full(path) ? Failures.noSpace() : Failures.of(e, name);
    }
    touch(name, modified);
  }

  @Override
  public void touch(String name, Instant modified) throws StoreException {
    try {
      Files.setLastModifiedTime(path.resolve(name), FileTime.from(modified));
    } catch (IOException e) {
      throw Failures.of(e, name);
    }
  }

  @Override
  public boolean makeFolder(String name) throws StoreException {
    try {
      Files.createDirectory(path.resolve(name));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException e) {
      throw Failures.of(e, name);
    }
  }

  @Override
  public boolean deleteFile(String name) throws StoreException {
    return delete(name);
  }

  @Override
  public boolean deleteFolder(String name) throws StoreException {
    return delete(name);
  }

  private boolean delete(String name) throws StoreException {
    try {
      return Files.deleteIfExists(path.resolve(name));
    } catch (IOException e) {
      throw Failures.of(e, name);
    }
  }

  /// By a second link, which fails when the name is taken; where there are no links, by looking
  /// first.
  @Override
  public boolean move(String name, Folder to, String as) throws StoreException {
    Path from = path.resolve(name);
    Path target = pathOf(to).resolve(as);
    try {
      try {
        Files.createLink(target, from);
      } catch (FileAlreadyExistsException _) {
        return false;
      } catch (UnsupportedOperationException | IOException _) {
        if (PlainFacts.of(target) != null) return false;
        Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
      }
      Files.delete(from);
      return true;
    } catch (IOException e) {
      throw Failures.of(e, as);
    }
  }

  @Override
  public void moveOver(String name, Folder to, String as) throws StoreException {
    Path target = pathOf(to).resolve(as);
    Facts there = PlainFacts.of(target);
    if (there != null && there.isFolder()) throw Failures.notAFile(as);
    try {
      Files.move(path.resolve(name), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Failures.of(e, as);
    }
  }

  private static Path pathOf(Folder to) {
    if (to instanceof PlainFolder plain) return plain.path;
    throw new IllegalArgumentException("a folder of another kind");
  }

  @Override
  public void names(Consumer<String> to) throws StoreException {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(path)) {
      for (Path name : names) to.accept(name.getFileName().toString());
    } catch (DirectoryIteratorException e) {
      throw Failures.failed("the folder cannot be read: " + e.getMessage());
    } catch (IOException e) {
      throw Failures.of(e, "folder");
    }
  }

  /// Where a folder cannot be opened, as under Windows, the system sees to its names itself.
  @Override
  public void force() {
    try (FileChannel folder = FileChannel.open(path, READ)) {
      folder.force(true);
    } catch (IOException _) {
      // nothing that could be done instead
    }
  }

  @Override
  public void force(String name) throws StoreException {
    try (FileChannel file = FileChannel.open(path.resolve(name), WRITE, NOFOLLOW_LINKS)) {
      file.force(true);
    } catch (IOException e) {
      throw Failures.of(e, name);
    }
  }

  @Override
  public boolean forceAll() {
    return false;
  }

  @Override
  public void close() {}
}
