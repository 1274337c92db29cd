package dev.usher.services.time;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a 64-bit Linux kernel how right its clock is. Foreign functions take tens of milliseconds
/// to load, so that happens at the first question and not when the hub starts.
final class KernelClock {
  // struct timex, as every 64-bit Linux has it
  private static final int SIZE = 208;
  private static final long MODES = 0; // 0: only look
  private static final long MAX_ERROR = 24;
  private static final long STATUS = 40;

  private static final @Nullable MethodHandle ADJTIMEX = find();

  private KernelClock() {}

  @SuppressWarnings("restricted") // allowed by whoever starts Java, or not at all
  private static @Nullable MethodHandle find() {
    if (!System.getProperty("os.name").equals("Linux") || ADDRESS.byteSize() != Long.BYTES) {
      return null;
    }
    // Asked first, because Java writes four lines of warnings when it is not allowed.
    if (!KernelClock.class.getModule().isNativeAccessEnabled()) return null;
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    Optional<MemorySegment> function = library.find("adjtimex");
    return function.isEmpty()
        ? null
        : linker.downcallHandle(function.get(), FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  /// [KernelState#UNKNOWN] where the kernel cannot be asked: on another system, or without the
  /// right to call foreign functions.
  static KernelState state() {
    MethodHandle adjtimex = ADJTIMEX;
    if (adjtimex == null) return KernelState.UNKNOWN;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(SIZE, Long.BYTES);
      timex.set(JAVA_INT, MODES, 0);
      int result = (int) adjtimex.invokeExact(timex);
      return new KernelState(result, timex.get(JAVA_INT, STATUS), timex.get(JAVA_LONG, MAX_ERROR));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("adjtimex", e); // a foreign function throws nothing
    }
  }
}
