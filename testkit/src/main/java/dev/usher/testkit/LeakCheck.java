package dev.usher.testkit;

import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Fails a test that leaves descriptors or threads behind.
///
/// ```java
/// try (var leaks = LeakCheck.begin()) {
///   … // open and close servers and clients here
/// }
/// ```
///
/// It compares what the process holds at [#close] with what it held at [#begin], waits a little for
/// what is still on its way out, and then throws an [AssertionError] that lists the rest:
/// descriptors with what they point to, threads, virtual ones too, with their names. While the
/// machine stands still, its patience does too. Where the system has no `/proc/self/fd`, only
/// threads are looked at, and [#begin] says so on the error output.
///
/// The whole process is compared, so tests that use it must not run at the same time in one JVM.
/// The JDK's own threads, jars, and the kit's timer thread and loops are left out.
public final class LeakCheck implements AutoCloseable {
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private static final AtomicBoolean AWAKE = new AtomicBoolean();

  private final Census before;
  private final Duration patience;

  private LeakCheck(Census before, Duration patience) {
    this.before = before;
    this.patience = patience;
  }

  /// Remembers what is there, with 30 seconds of patience at the end.
  public static LeakCheck begin() {
    return begin(DEFAULT_PATIENCE);
  }

  /// Remembers what is there.
  ///
  /// @param patience how long [#close] and [#idle] wait for what is on its way out
  public static LeakCheck begin(Duration patience) {
    if (AWAKE.compareAndSet(false, true)) wakeTheJdk();
    return new LeakCheck(Census.take(), patience);
  }

  /// Waits until a server holds no conversation any more, and with it no permit.
  ///
  /// @throws AssertionError when it still holds some after the patience
  public void idle(Running server) {
    List<String> left = await(() -> open(server), patience);
    if (!left.isEmpty()) throw new AssertionError(server.address() + " still holds " + left);
  }

  private static List<String> open(Running server) {
    int open = server.stats().open();
    return open == 0 ? List.of() : List.of(open + " conversations");
  }

  /// Waits until everything is back as it was.
  ///
  /// @throws AssertionError when something is still left after the patience
  @Override
  public void close() {
    List<String> left = await(() -> Census.take().since(before), patience);
    if (!left.isEmpty()) {
      throw new AssertionError("left behind:\n  " + String.join("\n  ", left));
    }
  }

  /// Nobody tells when a thread has ended or a descriptor is free: this looks again and again, with
  /// growing pauses. Those count, and not the clock, which goes on while a whole machine stands
  /// still.
  private static List<String> await(Supplier<List<String>> leaks, Duration patience) {
    long pause = LOOK_AGAIN.toNanos();
    for (long waited = 0; ; waited += pause) {
      List<String> left = leaks.get();
      if (left.isEmpty() || waited > patience.toNanos()) return left;
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, 20 * LOOK_AGAIN.toNanos());
    }
  }

  /// The JDK opens pollers and a few sockets for itself at the first blocking call on a virtual
  /// thread, and the kit its loops for the first listener; better now than in the middle of a test.
  private static void wakeTheJdk() {
    if (!Census.knowsDescriptors()) {
      System.err.println("LeakCheck: no /proc/self/fd here, so descriptors are not checked");
    }
    try (Running _ = Server.tcp(0).on(Transport.usual()).start(_ -> {});
        ServerSocketChannel server = ServerSocketChannel.open();
        Selector _ = Selector.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Thread waiting = Thread.startVirtualThread(() -> acceptOne(server));
      // Only an accept that has to wait wakes the pollers.
      while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) Thread.onSpinWait();
      SocketChannel.open(server.getLocalAddress()).close();
      waiting.join();
    } catch (IOException e) {
      throw new IllegalStateException("no loopback socket", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void acceptOne(ServerSocketChannel server) {
    try {
      server.accept().close();
    } catch (IOException _) {
      // then the first test may see what the JDK opens
    }
  }
}
