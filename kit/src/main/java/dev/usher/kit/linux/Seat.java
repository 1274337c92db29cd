package dev.usher.kit.linux;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Where one virtual thread is run: on a loop, by the loop's own thread.
///
/// Virtual threads inherit their creator's scheduler. A handler's own ones must not sit on the
/// loop, so that each conversation has a scheduler to itself, which knows its thread by the first
/// task that it is given, and sends everybody else's to where the JDK runs them.
final class Seat implements Executor {
  private static final @Nullable Way WAY = Way.find();

  private final Loop loop;
  private @Nullable Runnable own;

  private Seat(Loop loop) {
    this.loop = loop;
  }

  /// Whether this JDK lets a scheduler be given.
  static boolean possible() {
    return WAY != null;
  }

  /// A virtual thread that runs on a loop; not yet started. Where that cannot be, the JDK runs it.
  static Thread thread(Loop loop, String name, Runnable work) {
    Way way = WAY;
    Thread.Builder.OfVirtual builder =
        way == null ? Thread.ofVirtual() : way.builder(new Seat(loop));
    return builder.name(name).unstarted(work);
  }

  @Override
  public void execute(Runnable task) {
    if (own == null) own = task;
    if (task.equals(own)) loop.execute(task);
    else if (WAY != null) WAY.usual.execute(task);
  }

  /// How a scheduler is given: by what the JDK keeps to itself, unless it was opened to us.
  private record Way(MethodHandle constructor, Executor usual) {
    static @Nullable Way find() {
      try {
        Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
        var here = MethodHandles.lookup();
        MethodHandle constructor =
            MethodHandles.privateLookupIn(builder, here)
                .findConstructor(builder, MethodType.methodType(void.class, Executor.class))
                .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
        Field usual =
            Class.forName("java.lang.VirtualThread").getDeclaredField("DEFAULT_SCHEDULER");
        usual.setAccessible(true);
        return new Way(constructor, (Executor) usual.get(null));
      } catch (ReflectiveOperationException | RuntimeException _) {
        return null; // not opened, or another JDK
      }
    }

    Thread.Builder.OfVirtual builder(Executor scheduler) {
      try {
        return (Thread.Builder.OfVirtual) constructor.invokeExact(scheduler);
      } catch (Throwable e) {
        throw new AssertionError("a constructor that only stores", e);
      }
    }
  }
}
