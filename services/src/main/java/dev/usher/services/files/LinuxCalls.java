package dev.usher.services.files;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/// [Libc] with the arguments that a [LinuxFolder] gives it.
final class LinuxCalls {
  /// Instead of a folder, with a whole path.
  static final int NOWHERE = -100;

  /// Of [#open]: not out of the folder, and no link followed (`RESOLVE_BENEATH |
  /// RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS`).
  static final long BENEATH = 0x08 | 0x04 | 0x02;

  /// Of [#open]: by any link.
  static final long ANYWHERE = 0;

  static final int NO_LINK = 0x100; // AT_SYMLINK_NOFOLLOW
  static final int REMOVE_FOLDER = 0x200; // AT_REMOVEDIR

  private static final int CLOSED_IN_CHILDREN = 0x80000; // O_CLOEXEC
  private static final int ONLY_FOLDERS = isArm() ? 0x4000 : 0x10000; // O_DIRECTORY
  private static final int EMPTY_PATH = 0x1000; // AT_EMPTY_PATH
  private static final int NO_REPLACE = 1; // RENAME_NOREPLACE
  private static final long OMIT = (1 << 30) - 2; // UTIME_OMIT

  /// To open a folder for reading.
  static final int FOLDER = ONLY_FOLDERS | CLOSED_IN_CHILDREN;

  /// To look at anything without opening it (`O_PATH`), so that no pipe makes us wait.
  static final int LOOK = 0x200000 | CLOSED_IN_CHILDREN;

  /// To make a file for writing (`O_WRONLY | O_CREAT | O_EXCL`); never follows a link.
  static final int CREATE = 0x1 | 0x40 | 0x80 | CLOSED_IN_CHILDREN;

  private LinuxCalls() {}

  private static boolean isArm() {
    return System.getProperty("os.arch").equals("aarch64");
  }

  /// Whether all of this is to be had: the right system, the right to call it, and a kernel that
  /// allows it.
  static boolean available() {
    String machine = System.getProperty("os.arch");
    boolean known = Stream.of("amd64", "aarch64", "riscv64").anyMatch(machine::equals);
    if (!System.getProperty("os.name").equals("Linux") || !known) return false;
    if (!LinuxCalls.class.getModule().isNativeAccessEnabled()) return false;
    boolean found =
        Stream.of("statx", "renameat2", "syncfs")
            .allMatch(name -> Linker.nativeLinker().defaultLookup().find(name).isPresent());
    if (!found || !Files.isDirectory(Path.of("/proc/self/fd"))) return false;
    int fd = open(NOWHERE, "/", FOLDER, ANYWHERE);
    if (fd >= 0) Libc.close(fd);
    return fd >= 0;
  }

  static int open(int folder, String path, int flags, long resolve) {
    while (true) {
      int fd = Libc.openat2(folder, path, flags, resolve);
      // AGAIN: something was renamed meanwhile, so that the kernel could not be sure.
      if (fd != Errno.AGAIN && fd != Errno.INTERRUPTED) return fd;
    }
  }

  /// A path that leads to an open descriptor, and nowhere else.
  static Path proc(int fd) {
    return Path.of("/proc/self/fd/" + fd);
  }

  static int statx(int folder, String name, MemorySegment into) {
    return Libc.statx(folder, name, NO_LINK | EMPTY_PATH, Statx.MASK, into);
  }

  /// Renames and never replaces: atomically where the file system can; by a second link where it
  /// cannot; and where it has no links either, by looking first.
  static int moveBeside(int from, String name, int to, String as) {
    int result = Libc.renameat2(from, name, to, as, NO_REPLACE);
    if (!Errno.lacks(result)) return result;
    result = Libc.linkat(from, name, to, as);
    if (result >= 0) return Libc.unlinkat(from, name, 0);
    if (!Errno.lacks(result)) return result;
    try (Arena arena = Arena.ofConfined()) {
      int there = statx(to, as, arena.allocate(Statx.SIZE, Long.BYTES));
      if (there >= 0) return Errno.EXISTS;
      return there == Errno.NOT_FOUND ? Libc.renameat2(from, name, to, as, 0) : there;
    }
  }

  /// Two `struct timespec`: when it was read, left alone, and when it was changed.
  static MemorySegment times(Instant modified, Arena arena) {
    MemorySegment times = arena.allocate(JAVA_LONG, 4);
    times.setAtIndex(JAVA_LONG, 1, OMIT);
    times.setAtIndex(JAVA_LONG, 2, modified.getEpochSecond());
    times.setAtIndex(JAVA_LONG, 3, modified.getNano());
    return times;
  }

  static MemorySegment outsideTheHeap(ByteBuffer content, Arena arena) {
    MemorySegment bytes = MemorySegment.ofBuffer(content);
    if (bytes.isNative()) return bytes;
    MemorySegment copy = arena.allocate(bytes.byteSize());
    MemorySegment.copy(bytes, JAVA_BYTE, 0, copy, JAVA_BYTE, 0, bytes.byteSize());
    return copy;
  }
}
