package dev.usher.services.command;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// `kill` of the C library. A process group is ended in one step by nothing else, and only in one
/// step can no member fork away.
final class Signals {
  private static final int KILL = 9;
  private static final MethodHandle FUNCTION = function();

  private Signals() {}

  @SuppressWarnings("restricted") // a function of two numbers, which touches no memory
  private static MethodHandle function() {
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
    try {
      // What it returns does not matter: who is gone is gone, and the next census tells who is not.
      int _ = (int) FUNCTION.invokeExact(target, KILL);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
