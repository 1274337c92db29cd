package dev.usher.services.command;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// `kill` of the C library. A process group is ended in one step by nothing else, and only in one
/// step can no member fork away. Where Java may not call it, each process is ended for itself, and
/// who forks meanwhile by the next look.
final class Signals {
  private static final int KILL = 9;
  private static final @Nullable MethodHandle FUNCTION = function();

  private Signals() {}

  @SuppressWarnings("restricted") // a function of two numbers, which touches no memory
  private static @Nullable MethodHandle function() {
    // Asked first, because Java writes four lines of warnings when it is not allowed.
    if (!Signals.class.getModule().isNativeAccessEnabled()) return null;
    Linker linker = Linker.nativeLinker();
    var type =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    return linker.downcallHandle(linker.defaultLookup().findOrThrow("kill"), type);
  }

  static void killGroup(long group) {
    kill((int) -group);
  }

  static void kill(long pid) {
    kill((int) pid);
  }

  private static void kill(int target) {
    // 1 and -1 are the first process and everybody, which nobody here can mean.
    if (target >= -1 && target <= 1) return;
    // What becomes of it does not matter: who is gone is gone, and the next census tells who is
    // not.
    MethodHandle function = FUNCTION;
    if (function == null) {
      if (target > 0) ProcessHandle.of(target).ifPresent(ProcessHandle::destroyForcibly);
      return;
    }
    try {
      int _ = (int) function.invokeExact(target, KILL);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
