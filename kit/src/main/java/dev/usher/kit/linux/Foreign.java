package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// How functions of the C library are called, and how they fail: with their error number negated,
/// as the kernel itself does.
final class Foreign {
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

  private Foreign() {}

  /// A function that may wait. Its memory must not be of the heap.
  static MethodHandle call(String name, MemoryLayout... parameters) {
    return find(name, FunctionDescriptor.of(JAVA_INT, parameters), CAPTURE);
  }

  /// A function that never waits: the JVM is not told, and could not stop meanwhile. Its memory may
  /// be of the heap.
  static MethodHandle brief(String name, MemoryLayout result, MemoryLayout... parameters) {
    return find(
        name, FunctionDescriptor.of(result, parameters), CAPTURE, Linker.Option.critical(true));
  }

  @SuppressWarnings("restricted") // LinuxTransport.obstacle() asks whether it is allowed
  private static MethodHandle find(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
  }

  /// Room for an error number, of the heap: for one brief call at a time.
  static MemorySegment state() {
    return MemorySegment.ofArray(new int[1]);
  }

  /// Bytes that an error number takes.
  static MemoryLayout stateLayout() {
    return STATE;
  }

  static int result(int result, MemorySegment state) {
    return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
  }

  static AssertionError impossible(Throwable e) {
    return new AssertionError("a foreign call does not throw", e);
  }
}
