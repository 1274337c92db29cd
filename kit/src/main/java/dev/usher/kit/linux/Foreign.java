package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// How functions of the C library are called, and how they fail: with their error number negated,
/// as the kernel itself does.
///
/// All have one shape, of five arguments that fill a register each: a function takes what it wants
/// of them, and of a number what its type holds, by the calling conventions of x86-64 and AArch64
/// Linux. A shape of its own for each would cost ten milliseconds of every start. Where a pointer
/// stands, a number goes as [MemorySegment#ofAddress], and the other way round as
/// [MemorySegment#address].
final class Foreign {
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final MethodHandle WAITING = handle(Linker.Option.captureCallState("errno"));
  private static final MethodHandle BRIEF =
      handle(Linker.Option.captureCallState("errno"), Linker.Option.critical(true));

  /// What stands for a pointer that a function does not take.
  static final MemorySegment NONE = MemorySegment.NULL;

  private Foreign() {}

  @SuppressWarnings("restricted") // LinuxTransport.obstacle() asks whether it is allowed
  private static MethodHandle handle(Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(SHAPE, options);
  }

  /// A function of the C library.
  static MemorySegment find(String name) {
    return Linker.nativeLinker().defaultLookup().findOrThrow(name);
  }

  /// Room for an error number of a function that may wait.
  static MemorySegment state(Arena arena) {
    return arena.allocate(Linker.Option.captureStateLayout());
  }

  /// Room for an error number of a brief function; for one call at a time.
  static MemorySegment state() {
    return MemorySegment.ofArray(new int[1]);
  }

  /// Calls a function that may wait. No memory may be of the heap.
  static int call(
      MemorySegment function,
      MemorySegment state,
      long first,
      MemorySegment second,
      long third,
      MemorySegment fourth,
      long fifth) {
    try {
      return result(
          (long) WAITING.invokeExact(function, state, first, second, third, fourth, fifth), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /// Calls a function that never waits: the JVM is not told, and could not stop meanwhile. Memory
  /// may be of the heap.
  static int brief(
      MemorySegment function,
      MemorySegment state,
      long first,
      MemorySegment second,
      long third,
      MemorySegment fourth,
      long fifth) {
    try {
      return result(
          (long) BRIEF.invokeExact(function, state, first, second, third, fourth, fifth), state);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /// Only the lower half counts: the upper one of an `int` is anything.
  private static int result(long result, MemorySegment state) {
    return (int) result >= 0 ? (int) result : -state.get(JAVA_INT, 0);
  }

  private static AssertionError impossible(Throwable e) {
    return new AssertionError("a foreign call does not throw", e);
  }
}
