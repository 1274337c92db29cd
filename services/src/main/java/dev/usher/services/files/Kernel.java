package dev.usher.services.files;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Linux's calls for files, by number: one foreign function for all of them, because each more that
/// is linked costs milliseconds at the first use. Comes with the memory for their arguments, which
/// is used again and again, so one thread at a time has it.
///
/// Each call returns what the kernel does, or `-errno`. They are short, except `FSYNC` and
/// `SYNCFS`, which hold a virtual thread's carrier.
final class Kernel implements AutoCloseable {
  /// How much content fits at once.
  static final int CONTENT = 64 * 1024;

  private static final int PATH = 4_096; // with the 0 behind it
  private static final byte[] TOO_LONG = "x".repeat(PATH - 1).getBytes(UTF_8);
  private static final int STRUCT = 256;
  private static final boolean X86 = System.getProperty("os.arch").equals("amd64");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL = find();
  private static final ArrayDeque<Kernel> IDLE = new ArrayDeque<>();

  /// A call and its number: on x86-64, and on all machines that came later.
  enum Call {
    WRITE(1, 64),
    CLOSE(3, 57),
    PREAD64(17, 67),
    FSYNC(74, 82),
    OPENAT(257, 56),
    MKDIRAT(258, 34),
    UNLINKAT(263, 35),
    LINKAT(265, 37),
    UTIMENSAT(280, 88),
    SYNCFS(306, 267),
    RENAMEAT2(316, 276),
    STATX(332, 291),
    OPENAT2(437, 437);

    private final long number;

    Call(long x86, long later) {
      number = X86 ? x86 : later;
    }
  }

  private final MemorySegment state;
  private final MemorySegment name;
  private final MemorySegment otherName;
  private final MemorySegment struct;
  private final MemorySegment content;

  private Kernel() {
    Arena arena = Arena.global(); // there are as many as threads ever called at once
    state = arena.allocate(STATE);
    name = arena.allocate(PATH);
    otherName = arena.allocate(PATH);
    struct = arena.allocate(STRUCT, Long.BYTES);
    content = arena.allocate(CONTENT);
  }

  @SuppressWarnings("restricted") // allowed by whoever starts Java, or not at all
  private static MethodHandle find() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(1));
  }

  /// One to use, until it is closed.
  static Kernel take() {
    synchronized (IDLE) {
      Kernel idle = IDLE.poll();
      if (idle != null) return idle;
    }
    return new Kernel();
  }

  @Override
  public void close() {
    synchronized (IDLE) {
      IDLE.push(this);
    }
  }

  int call(Call call, long first) {
    return call(call, first, 0, 0, 0, 0);
  }

  int call(Call call, long first, long second, long third) {
    return call(call, first, second, third, 0, 0);
  }

  int call(Call call, long first, long second, long third, long fourth) {
    return call(call, first, second, third, fourth, 0);
  }

  int call(Call call, long first, long second, long third, long fourth, long fifth) {
    try {
      long result =
          (long) SYSCALL.invokeExact(state, call.number, first, second, third, fourth, fifth);
      return result < 0 ? -(int) ERRNO.get(state, 0L) : (int) result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a foreign function throws nothing", e);
    }
  }

  /// The address of a name, for one call. What no system could have becomes a name that is too
  /// long.
  long name(String text) {
    return put(name, text);
  }

  /// The address of a second name.
  long otherName(String text) {
    return put(otherName, text);
  }

  private static long put(MemorySegment into, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    if (utf8.length >= PATH) utf8 = TOO_LONG;
    MemorySegment.copy(utf8, 0, into, JAVA_BYTE, 0, utf8.length);
    into.set(JAVA_BYTE, utf8.length, (byte) 0);
    return into.address();
  }

  /// Room for a struct, zeros.
  MemorySegment struct() {
    return struct.fill((byte) 0);
  }

  /// Where content may be put, at most [#CONTENT].
  long content() {
    return content.address();
  }

  /// Copies what was put there.
  void copyContent(byte[] into, int at, int length) {
    MemorySegment.copy(content, JAVA_BYTE, 0, into, at, length);
  }

  /// The address of the next bytes, at most [#CONTENT]; the buffer's position stays.
  long content(ByteBuffer bytes) {
    MemorySegment from = MemorySegment.ofBuffer(bytes);
    long length = Math.min(CONTENT, from.byteSize());
    MemorySegment.copy(from, 0, content, 0, length);
    return content.address();
  }
}
