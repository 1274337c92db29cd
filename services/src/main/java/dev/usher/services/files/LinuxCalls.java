package dev.usher.services.files;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.usher.services.files.Kernel.Call;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/// The calls of a [LinuxFolder], with their flags.
final class LinuxCalls {
  /// Instead of a folder, with a whole path.
  static final int NOWHERE = -100;

  /// Of [#open]: not out of the folder, and no link followed (`RESOLVE_BENEATH |
  /// RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS`).
  static final long BENEATH = 0x08 | 0x04 | 0x02;

  /// Of [#open]: by any link.
  static final long ANYWHERE = 0;

  private static final int CLOSED_IN_CHILDREN = 0x80000; // O_CLOEXEC
  private static final int ONLY_FOLDERS = isArm() ? 0x4000 : 0x10000; // O_DIRECTORY
  private static final int NEW = 0x1 | 0x40 | 0x80; // O_WRONLY | O_CREAT | O_EXCL
  private static final int NO_LINK = 0x100; // AT_SYMLINK_NOFOLLOW
  private static final int EMPTY_PATH = 0x1000; // AT_EMPTY_PATH
  private static final int NO_REPLACE = 1; // RENAME_NOREPLACE
  private static final long OMIT = (1 << 30) - 2; // UTIME_OMIT
  private static final int MODE = 0666; // less the umask, as for every new file
  private static final int MODE_EXECUTABLE = 0777;
  private static final long HOW = 3 * Long.BYTES; // struct open_how
  private static final long NOTHING = 0;

  /// To open a folder for reading.
  static final int FOLDER = ONLY_FOLDERS | CLOSED_IN_CHILDREN;

  /// To open a file for reading; whatever it is, nobody waits for it (`O_NONBLOCK | O_NOCTTY`).
  static final int READ = 0x800 | 0x100 | CLOSED_IN_CHILDREN;

  /// To look at anything without opening it (`O_PATH`), so that no pipe makes us wait.
  static final int LOOK = 0x200000 | CLOSED_IN_CHILDREN;

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
    boolean found = Linker.nativeLinker().defaultLookup().find("syscall").isPresent();
    if (!found || !Files.isDirectory(Path.of("/proc/self/fd"))) return false;
    try (Kernel kernel = Kernel.take()) {
      int fd = open(kernel, NOWHERE, "/", FOLDER, ANYWHERE);
      if (fd >= 0) kernel.call(Call.CLOSE, fd);
      return fd >= 0;
    }
  }

  static int open(Kernel kernel, int folder, String path, int flags, long resolve) {
    MemorySegment how = kernel.struct(); // flags, mode, resolve
    how.setAtIndex(JAVA_LONG, 0, flags);
    how.setAtIndex(JAVA_LONG, 2, resolve);
    long name = kernel.name(path);
    while (true) {
      int fd = kernel.call(Call.OPENAT2, folder, name, how.address(), HOW);
      // AGAIN: something was renamed meanwhile, so that the kernel could not be sure.
      if (fd != Errno.AGAIN && fd != Errno.INTERRUPTED) return fd;
    }
  }

  /// A new file, for writing; never follows a link.
  static int create(Kernel kernel, int folder, String name, boolean executable) {
    int mode = executable ? MODE_EXECUTABLE : MODE;
    return kernel.call(Call.OPENAT, folder, kernel.name(name), NEW | CLOSED_IN_CHILDREN, mode);
  }

  /// Writes all of it.
  ///
  /// @return something negative when that fails
  static int write(Kernel kernel, int fd, ByteBuffer content) {
    ByteBuffer rest = content.duplicate();
    while (rest.hasRemaining()) {
      long count = Math.min(Kernel.CONTENT, rest.remaining());
      int written = kernel.call(Call.WRITE, fd, kernel.content(rest), count);
      if (written < 0 && written != Errno.INTERRUPTED) return written;
      rest.position(rest.position() + Math.max(0, written));
    }
    return 0;
  }

  /// Reads from the beginning of a file, until the array is full or the file ends.
  ///
  /// @return how much it was; something negative when that fails
  static int read(Kernel kernel, int fd, byte[] into) {
    int at = 0;
    while (at < into.length) {
      int most = Math.min(Kernel.CONTENT, into.length - at);
      int count = kernel.call(Call.PREAD64, fd, kernel.content(), most, at);
      if (count == Errno.INTERRUPTED) continue;
      if (count <= 0) return count < 0 ? count : at;
      kernel.copyContent(into, at, count);
      at += count;
    }
    return at;
  }

  /// Sets when a file was last changed.
  static int touch(Kernel kernel, int fd, Instant modified) {
    return kernel.call(Call.UTIMENSAT, fd, NOTHING, times(kernel, modified), 0);
  }

  static int touch(Kernel kernel, int folder, String name, Instant modified) {
    return kernel.call(Call.UTIMENSAT, folder, kernel.name(name), times(kernel, modified), NO_LINK);
  }

  /// Two `struct timespec`: when it was read, left alone, and when it was changed.
  private static long times(Kernel kernel, Instant modified) {
    MemorySegment times = kernel.struct();
    times.setAtIndex(JAVA_LONG, 1, OMIT);
    times.setAtIndex(JAVA_LONG, 2, modified.getEpochSecond());
    times.setAtIndex(JAVA_LONG, 3, modified.getNano());
    return times.address();
  }

  /// @param name in `folder`; empty for what `folder` itself is
  /// @param into for [Statx#facts]
  static int statx(Kernel kernel, int folder, String name, MemorySegment into) {
    return kernel.call(
        Call.STATX, folder, kernel.name(name), NO_LINK | EMPTY_PATH, Statx.MASK, into.address());
  }

  /// Renames and never replaces: atomically where the file system can; by a second link where it
  /// cannot; and where it has no links either, by looking first.
  static int moveBeside(Kernel kernel, int from, String name, int to, String as) {
    int result = move(kernel, from, name, to, as, NO_REPLACE);
    if (!Errno.lacks(result)) return result;
    result = kernel.call(Call.LINKAT, from, kernel.name(name), to, kernel.otherName(as), 0);
    if (result >= 0) return kernel.call(Call.UNLINKAT, from, kernel.name(name), 0);
    if (!Errno.lacks(result)) return result;
    int there = statx(kernel, to, as, kernel.struct());
    if (there >= 0) return Errno.EXISTS;
    return there == Errno.NOT_FOUND ? moveOver(kernel, from, name, to, as) : there;
  }

  static int moveOver(Kernel kernel, int from, String name, int to, String as) {
    return move(kernel, from, name, to, as, 0);
  }

  private static int move(Kernel kernel, int from, String name, int to, String as, int flags) {
    return kernel.call(Call.RENAMEAT2, from, kernel.name(name), to, kernel.otherName(as), flags);
  }

  /// A path that leads to an open descriptor, and nowhere else.
  static Path proc(int fd) {
    return Path.of("/proc/self/fd/" + fd);
  }
}
