package dev.usher.services.files;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Linux's calls for files beside an open folder, which Java does not have. Each returns what the
/// system does, or `-errno`.
final class Libc {
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final int FIXED = -1;
  private static final long OPENAT2 = 437; // on every 64-bit Linux

  private static final MethodHandle SYSCALL =
      find("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle OPENAT =
      find("openat", 3, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = find("close", FIXED, JAVA_INT, JAVA_INT);
  private static final MethodHandle STATX =
      find("statx", FIXED, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle WRITE =
      find("write", FIXED, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle FUTIMENS = find("futimens", FIXED, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle UTIMENSAT =
      find("utimensat", FIXED, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle MKDIRAT =
      find("mkdirat", FIXED, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle UNLINKAT =
      find("unlinkat", FIXED, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LINKAT =
      find("linkat", FIXED, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RENAMEAT2 =
      find("renameat2", FIXED, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle FSYNC = find("fsync", FIXED, JAVA_INT, JAVA_INT);
  private static final MethodHandle SYNCFS = find("syncfs", FIXED, JAVA_INT, JAVA_INT);

  private Libc() {}

  @SuppressWarnings("restricted") // allowed by whoever starts Java, or not at all
  private static MethodHandle find(
      String name, int variadicFrom, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    List<Linker.Option> options = new ArrayList<>();
    options.add(Linker.Option.captureCallState("errno"));
    if (variadicFrom != FIXED) options.add(Linker.Option.firstVariadicArg(variadicFrom));
    MemorySegment function =
        linker.defaultLookup().find(name).orElseThrow(() -> new NoSuchElementException(name));
    return linker.downcallHandle(
        function, FunctionDescriptor.of(result, arguments), options.toArray(Linker.Option[]::new));
  }

  static int openat2(int folder, String path, int flags, long resolve) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      MemorySegment how = arena.allocate(JAVA_LONG, 3); // flags, mode, resolve
      how.setAtIndex(JAVA_LONG, 0, flags);
      how.setAtIndex(JAVA_LONG, 2, resolve);
      MemorySegment name = arena.allocateFrom(path);
      long fd = (long) SYSCALL.invokeExact(state, OPENAT2, folder, name, how, how.byteSize());
      return result(state, (int) fd);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int openat(int folder, String name, int flags, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      return result(
          state, (int) OPENAT.invokeExact(state, folder, arena.allocateFrom(name), flags, mode));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int close(int fd) {
    return onDescriptor(CLOSE, fd);
  }

  static int fsync(int fd) {
    return onDescriptor(FSYNC, fd);
  }

  static int syncfs(int fd) {
    return onDescriptor(SYNCFS, fd);
  }

  /// @param name in `folder`, or empty for the folder itself
  /// @param into a [Statx]
  static int statx(int folder, String name, int flags, int mask, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      MemorySegment path = arena.allocateFrom(name);
      return result(state, (int) STATX.invokeExact(state, folder, path, flags, mask, into));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// May write less than all.
  ///
  /// @param bytes outside the heap
  static int write(int fd, MemorySegment bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      return result(state, (int) (long) WRITE.invokeExact(state, fd, bytes, bytes.byteSize()));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// @param times see [LinuxCalls#times]
  static int futimens(int fd, MemorySegment times) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      return result(state, (int) FUTIMENS.invokeExact(state, fd, times));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int utimensat(int folder, String name, MemorySegment times, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      MemorySegment path = arena.allocateFrom(name);
      return result(state, (int) UTIMENSAT.invokeExact(state, folder, path, times, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int mkdirat(int folder, String name, int mode) {
    return onName(MKDIRAT, folder, name, mode);
  }

  static int unlinkat(int folder, String name, int flags) {
    return onName(UNLINKAT, folder, name, flags);
  }

  static int linkat(int from, String name, int to, String as) {
    return onNames(LINKAT, from, name, to, as, 0);
  }

  static int renameat2(int from, String name, int to, String as, int flags) {
    return onNames(RENAMEAT2, from, name, to, as, flags);
  }

  private static int onDescriptor(MethodHandle function, int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      return result(state, (int) function.invokeExact(state, fd));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static int onName(MethodHandle function, int folder, String name, int argument) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      MemorySegment path = arena.allocateFrom(name);
      return result(state, (int) function.invokeExact(state, folder, path, argument));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static int onNames(
      MethodHandle function, int from, String name, int to, String as, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      MemorySegment old = arena.allocateFrom(name);
      MemorySegment made = arena.allocateFrom(as);
      return result(state, (int) function.invokeExact(state, from, old, to, made, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static int result(MemorySegment state, int result) {
    return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
  }

  private static Error unexpected(Throwable e) {
    if (e instanceof RuntimeException known) throw known;
    if (e instanceof Error known) throw known;
    return new AssertionError("a foreign function throws nothing", e);
  }
}
