package dev.usher.services.files;

import java.io.IOException;
import java.lang.foreign.Arena;
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

  private static final int MODE = 0666; // less the umask, as for every new file
  private static final int MODE_EXECUTABLE = 0777;
  private static final int MODE_FOLDER = 0777;

  private final Descriptor descriptor;

  private LinuxFolder(int fd) {
    descriptor = new Descriptor(fd);
  }

  static Folder open(Path path) throws StoreException {
    String text = path.toAbsolutePath().toString();
    int fd = LinuxCalls.open(LinuxCalls.NOWHERE, text, LinuxCalls.FOLDER, LinuxCalls.ANYWHERE);
    if (fd < 0) throw Errno.exception(fd, FileName.shown(text));
    return new LinuxFolder(fd);
  }

  @Override
  public Folder folder(StorePath path) throws StoreException {
    String text = path.isRoot() ? "." : path.text();
    int fd = with(dir -> LinuxCalls.open(dir, text, LinuxCalls.FOLDER, LinuxCalls.BENEATH));
    if (fd < 0) throw Errno.exception(fd, path.toString());
    return new LinuxFolder(fd);
  }

  @Override
  public @Nullable Facts facts(String name) throws StoreException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment statx = arena.allocate(Statx.SIZE, Long.BYTES);
      int result = with(dir -> LinuxCalls.statx(dir, name, statx));
      if (result == Errno.NOT_FOUND) return null;
      check(result, name);
      return Statx.facts(statx);
    }
  }

  @Override
  public Facts facts() throws StoreException {
    Facts facts = facts("");
    if (facts == null) throw Failures.notFound("folder any more");
    return facts;
  }

  @Override
  public StoredFile read(String name, StorePath path) throws StoreException {
    int fd = with(dir -> LinuxCalls.open(dir, name, LinuxCalls.LOOK, LinuxCalls.BENEATH));
    if (fd < 0) throw Errno.exception(fd, path.toString());
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
  public FileChannel create(String name, boolean executable) throws StoreException {
    int mode = executable ? MODE_EXECUTABLE : MODE;
    int fd = with(dir -> Libc.openat(dir, name, LinuxCalls.CREATE, mode));
    if (fd < 0) throw Errno.exception(fd, name);
    return channel(fd, name);
  }

  @Override
  public @Nullable FileChannel reopen(String name) throws StoreException {
    int fd = with(dir -> LinuxCalls.open(dir, name, LinuxCalls.LOOK, LinuxCalls.BENEATH));
    if (fd == Errno.NOT_FOUND) return null;
    if (fd < 0) throw Errno.exception(fd, name);
    return channel(fd, name);
  }

  private static FileChannel channel(int fd, String name) throws StoreException {
    try {
      return FileChannel.open(
          LinuxCalls.proc(fd), StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Failures.of(e, name);
    } finally {
      Libc.close(fd);
    }
  }

  @Override
  public void put(String name, ByteBuffer content, Instant modified, boolean executable)
      throws StoreException {
    int mode = executable ? MODE_EXECUTABLE : MODE;
    int fd = with(dir -> Libc.openat(dir, name, LinuxCalls.CREATE, mode));
    if (fd < 0) throw Errno.exception(fd, name);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = LinuxCalls.outsideTheHeap(content, arena);
      for (long at = 0; at < bytes.byteSize(); ) {
        int count = Libc.write(fd, bytes.asSlice(at));
        if (count != Errno.INTERRUPTED) at += check(count, name);
      }
      check(Libc.futimens(fd, LinuxCalls.times(modified, arena)), name);
    } finally {
      Libc.close(fd);
    }
  }

  @Override
  public void touch(String name, Instant modified) throws StoreException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment times = LinuxCalls.times(modified, arena);
      check(with(dir -> Libc.utimensat(dir, name, times, LinuxCalls.NO_LINK)), name);
    }
  }

  @Override
  public boolean makeFolder(String name) throws StoreException {
    int result = with(dir -> Libc.mkdirat(dir, name, MODE_FOLDER));
    return result != Errno.EXISTS && check(result, name) == 0;
  }

  @Override
  public boolean deleteFile(String name) throws StoreException {
    int result = with(dir -> Libc.unlinkat(dir, name, 0));
    return result != Errno.NOT_FOUND && check(result, name) == 0;
  }

  @Override
  public boolean deleteFolder(String name) throws StoreException {
    int result = with(dir -> Libc.unlinkat(dir, name, LinuxCalls.REMOVE_FOLDER));
    return result != Errno.NOT_FOUND && check(result, name) == 0;
  }

  @Override
  public boolean move(String name, Folder to, String as) throws StoreException {
    int result = pair(to, (from, dir) -> LinuxCalls.moveBeside(from, name, dir, as));
    return result != Errno.EXISTS && check(result, as) == 0;
  }

  @Override
  public void moveOver(String name, Folder to, String as) throws StoreException {
    check(pair(to, (from, dir) -> Libc.renameat2(from, name, dir, as, 0)), as);
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
    check(with(Libc::fsync), "folder");
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
    check(with(Libc::syncfs), "file system");
    return true;
  }

  @Override
  public void close() {
    descriptor.close();
  }

  private interface Call {
    int on(int fd);
  }

  private interface PairCall {
    int on(int from, int to);
  }

  private int with(Call call) throws StoreException {
    int fd = descriptor.use();
    try {
      return call.on(fd);
    } finally {
      descriptor.done();
    }
  }

  private int pair(Folder to, PairCall call) throws StoreException {
    if (!(to instanceof LinuxFolder other)) {
      throw new IllegalArgumentException("a folder of another kind");
    }
    int fd = other.descriptor.use();
    try {
      return with(from -> call.on(from, fd));
    } finally {
      other.descriptor.done();
    }
  }

  private static int check(int result, String name) throws StoreException {
    if (result < 0) throw Errno.exception(result, name);
    return result;
  }
}
