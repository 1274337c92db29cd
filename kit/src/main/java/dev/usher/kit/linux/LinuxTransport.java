package dev.usher.kit.linux;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.nio.NioTransport;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Timers;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sockets by Linux's own calls: a server's streams on loops of their own, datagrams in batches.
/// Who connects has a thread of its own already, and a stream as `nio` has it.
public final class LinuxTransport implements Wire {
  /// All that it can.
  public static final LinuxTransport SHARED = new LinuxTransport(true);

  /// What is best: where the JDK would run the conversations anyway, streams as `nio` has them need
  /// less than those on a loop.
  public static final LinuxTransport USUAL = Seat.possible() ? SHARED : new LinuxTransport(false);

  private final boolean loops; // for streams

  private LinuxTransport(boolean loops) {
    this.loops = loops;
  }

  /// Why it cannot be used here; null when it can.
  public static @Nullable String obstacle() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) return "the system is " + system;
    String machine = System.getProperty("os.arch");
    if (!machine.equals("amd64") && !machine.equals("aarch64")) return "the machine is " + machine;
    if (LinuxTransport.class.getModule().isNativeAccessEnabled()) return null;
    return "foreign functions are not allowed; start Java with"
        + " --enable-native-access=dev.usher.kit, or =ALL-UNNAMED on a class path";
  }

  /// What keeps servers here from the best, although they could have it; null when nothing does.
  ///
  /// @param streams whether they serve streams, which want a scheduler of ours
  public static @Nullable String drawback(boolean streams) {
    String obstacle = obstacle();
    if (obstacle != null) return "on nio, since " + obstacle;
    if (!streams || Seat.possible()) return null;
    return "on nio, since the JDK would run the conversations; start Java with"
        + " --add-opens java.base/java.lang=dev.usher.kit, or =ALL-UNNAMED on a class path";
  }

  @Override
  public StreamListener listen(SocketAddress at, SocketSettings settings) throws IOException {
    if (!loops) return NioTransport.SHARED.listen(at, settings);
    NioTransport.wakePollers();
    Loops.start();
    return LinuxListener.open(at, settings);
  }

  @Override
  public StreamPipe connect(SocketAddress to, SocketSettings settings, Duration within)
      throws IOException {
    return NioTransport.SHARED.connect(to, settings, within);
  }

  @Override
  public PacketPipe bind(SocketAddress at, SocketSettings settings, int largest)
      throws IOException {
    return LinuxPackets.bound(at, settings, largest);
  }

  @Override
  public PacketPipe bindTo(SocketAddress peer, SocketSettings settings, int largest)
      throws IOException {
    return LinuxPackets.connected(peer, settings, largest);
  }

  @Override
  public Timers timers() {
    return NioTransport.SHARED.timers();
  }

  @Override
  public Thread thread(StreamPipe pipe, String name, Runnable conversation) {
    return pipe instanceof LinuxPipe ours
        ? Seat.thread(ours.loop(), name, conversation)
        : thread(name, conversation);
  }
}
