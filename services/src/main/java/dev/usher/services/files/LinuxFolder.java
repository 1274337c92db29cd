package dev.usher.services.files;

import dev.usher.services.files.Kernel.Call;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A folder's descriptor. The kernel itself refuses to leave the folder or to follow a link
/// (`openat2`), so nothing that happens to names between two calls leads outside.
final class LinuxFolder implements Folder {
  /// Whether this system has all that is needed.
  static final boolean AVAILABLE = LinuxCalls.available();

  private static final int MODE_FOLDER = 0777; // less the umask
  private static final int REMOVE_FOLDER = 0x200; // AT_REMOVEDIR

  private final Descriptor descriptor;

  private LinuxFolder(int fd) {
    descriptor = new Descriptor(fd);
  }

  static Folder open(Path path) throws StoreException {
    String text = path.toAbsolutePath().toString();
    try (Kernel kernel = Kernel.take()) {
      int fd =
          LinuxCalls.open(kernel, LinuxCalls.NOWHERE, text, LinuxCalls.FOLDER, LinuxCalls.ANYWHERE);
      return new LinuxFolder(check(fd, FileName.shown(text)));
    }
  }

  @Override
  public Folder folder(StorePath path) throws StoreException {
    String text = path.isRoot() ? "." : path.text();
    return new LinuxFolder(check(open(text, LinuxCalls.FOLDER), path.toString()));
  }

  private int open(String path, int flags) throws StoreException {
    return with((kernel, dir) -> LinuxCalls.open(kernel, dir, path, flags, LinuxCalls.BENEATH));
  }

  @Override
  public @Nullable Facts facts(String name) throws StoreException {
    int fd = descriptor.use();
    try (Kernel kernel = Kernel.take()) {
      MemorySegment statx = kernel.struct();
      int result = LinuxCalls.statx(kernel, fd, name, statx);
      if (result == Errno.NOT_FOUND) return null;
      check(result, name);
      return Statx.facts(statx);
    } finally {
      descriptor.done();
    }
  }

  @Override
  public @Nullable Facts facts(StorePath path) throws StoreException {
    if (path.isRoot()) return facts();
    int fd = open(path.text(), LinuxCalls.LOOK);
    if (fd == Errno.NOT_FOUND) return null;
    if (fd == Errno.LINK) {
      // It is one, or there is one on the way to it.
      try (Folder parent = folder(path.parent())) {
        return parent.facts(path.name());
      }
    }
    try (LinuxFolder found = new LinuxFolder(check(fd, path.text()))) {
      return found.facts();
    }
  }

  @Override
  public Facts facts() throws StoreException {
    Facts facts = facts("");
    if (facts == null) throw Failures.notFound("folder any more");
    return facts;
  }

  @Override
  public boolean isGone() throws StoreException {
    int result =
        with((kernel, dir) -> {
          MemorySegment statx = kernel.struct();
          int failed = LinuxCalls.statx(kernel, dir, "", statx);
          return failed < 0 ? failed : Statx.links(statx);
        });
    return check(result, "folder") == 0;
  }

  @Override
  public StoredFile read(String name, StorePath path) throws StoreException {
    int fd = check(open(name, LinuxCalls.LOOK), path.toString());
    LinuxFolder file = new LinuxFolder(fd); // a descriptor of any kind has facts
    try {
      Facts facts = file.facts();
      if (!facts.isFile()) throw Failures.notAFile(path.toString());
      FileChannel channel = FileChannel.open(LinuxCalls.proc(fd), StandardOpenOption.READ);
      return new StoredFile(channel, facts.entry(path), facts, file::facts, file::close);
    } catch (IOException e) {
      file.close();
      throw Failures.of(e, path.toString());
    }
  }

  @Override
  public byte @Nullable [] content(StorePath path, Entry expected) throws StoreException {
    byte[] content = new byte[(int) expected.size()];
    int fd = check(open(path.text(), LinuxCalls.READ), path.toString());
    try (LinuxFolder file = new LinuxFolder(fd)) {
      Facts then = file.facts();
      if (!then.isFile()) throw Failures.notAFile(path.toString());
      if (!then.entry(path).equals(expected)) return null;
      int count = file.with((kernel, it) -> LinuxCalls.read(kernel, it, content));
      boolean whole = check(count, path.toString()) == content.length;
      return whole && file.facts().sameContent(then) ? content : null;
    }
  }

  @Override
  public FileChannel create(String name, boolean executable) throws StoreException {
    int fd = with((kernel, dir) -> LinuxCalls.create(kernel, dir, name, executable));
    return channel(check(fd, name), name);
  }

  @Override
  public @Nullable FileChannel reopen(String name) throws StoreException {
    int fd = open(name, LinuxCalls.LOOK);
    return fd == Errno.NOT_FOUND ? null : channel(check(fd, name), name);
  }

  private static FileChannel channel(int fd, String name) throws StoreException {
    Descriptor found = new Descriptor(fd);
    try {
      return FileChannel.open(
          LinuxCalls.proc(fd), StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Failures.of(e, name);
    } finally {
      found.close();
    }
  }

  @Override
  public void put(String name, ByteBuffer content, Instant modified, boolean executable)
      throws StoreException {
    int result =
        with((kernel, dir) -> {
          int fd = LinuxCalls.create(kernel, dir, name, executable);
          if (fd < 0) return fd;
          int done = LinuxCalls.write(kernel, fd, content);
          if (done >= 0) done = LinuxCalls.touch(kernel, fd, modified);
          kernel.call(Call.CLOSE, fd);
          return done;
        });
    check(result, name);
  }

  @Override
  public void touch(String name, Instant modified) throws StoreException {
    check(with((kernel, dir) -> LinuxCalls.touch(kernel, dir, name, modified)), name);
  }

  @Override
  public boolean makeFolder(String name) throws StoreException {
    int result =
        with((kernel, dir) -> kernel.call(Call.MKDIRAT, dir, kernel.name(name), MODE_FOLDER));
    return result != Errno.EXISTS && check(result, name) == 0;
  }

  @Override
  public boolean deleteFile(String name) throws StoreException {
    return deleted(name, 0);
  }

  @Override
  public boolean deleteFolder(String name) throws StoreException {
    return deleted(name, REMOVE_FOLDER);
  }

  private boolean deleted(String name, int flags) throws StoreException {
    int result = with((kernel, dir) -> kernel.call(Call.UNLINKAT, dir, kernel.name(name), flags));
    return result != Errno.NOT_FOUND && check(result, name) == 0;
  }

  @Override
  public boolean move(String name, Folder to, String as) throws StoreException {
    int result =
        toOther(to, (kernel, dir, other) -> LinuxCalls.moveBeside(kernel, dir, name, other, as));
    return result != Errno.EXISTS && check(result, as) == 0;
  }

  @Override
  public void moveOver(String name, Folder to, String as) throws StoreException {
    check(
        toOther(to, (kernel, dir, other) -> LinuxCalls.moveOver(kernel, dir, name, other, as)), as);
  }

  @Override
  public void names(Consumer<String> to) throws StoreException {
    int fd = descriptor.use();
    try (DirectoryStream<Path> names = Files.newDirectoryStream(LinuxCalls.proc(fd))) {
      for (Path name : names) to.accept(name.getFileName().toString());
    } catch (DirectoryIteratorException e) {
      throw Failures.failed("the folder cannot be read: " + e.getMessage());
    } catch (IOException e) {
      throw Failures.of(e, "folder");
    } finally {
      descriptor.done();
    }
  }

  @Override
  public void force() throws StoreException {
    check(with((kernel, dir) -> kernel.call(Call.FSYNC, dir)), "folder");
  }

  @Override
  public void force(String name) throws StoreException {
    try (FileChannel file = reopen(name)) {
      if (file == null) throw Failures.notFound(name);
      file.force(true);
    } catch (IOException e) {
      throw Failures.of(e, name);
    }
  }

  @Override
  public boolean forceAll() throws StoreException {
    check(with((kernel, dir) -> kernel.call(Call.SYNCFS, dir)), "file system");
    return true;
  }

  @Override
  public void close() {
    descriptor.close();
  }

  private interface Use {
    int of(Kernel kernel, int folder);
  }

  private interface UseOfTwo {
    int of(Kernel kernel, int folder, int other);
  }

  private int with(Use use) throws StoreException {
    int fd = descriptor.use();
    try (Kernel kernel = Kernel.take()) {
      return use.of(kernel, fd);
    } finally {
      descriptor.done();
    }
  }

  private int toOther(Folder to, UseOfTwo use) throws StoreException {
    if (!(to instanceof LinuxFolder other)) {
      throw new IllegalArgumentException("a folder of another kind");
    }
    int fd = other.descriptor.use();
    try {
      return with((kernel, dir) -> use.of(kernel, dir, fd));
    } finally {
      other.descriptor.done();
    }
  }

  private static int check(int result, String name) throws StoreException {
    if (result < 0) throw Errno.exception(result, name);
    return result;
  }
}
