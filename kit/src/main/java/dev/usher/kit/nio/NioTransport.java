package dev.usher.kit.nio;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Timers;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Streams over [SocketChannel], because only channels speak Unix sockets; datagrams over
/// [java.net.DatagramSocket], because an interrupted sender closes a channel.
public final class NioTransport implements Wire {
  /// The one instance: it holds nothing but its timer thread.
  public static final NioTransport SHARED = new NioTransport();

  private final Timers timers = new NioTimers();

  private NioTransport() {}

  /// Opens what the JDK's virtual threads wait with, if it is not open yet.
  public static void wakePollers() throws IOException {
    NioPollers.wake();
  }

  @Override
  public StreamListener listen(SocketAddress at, SocketSettings settings) throws IOException {
    wakePollers();
    return NioListener.open(possible(at), settings);
  }

  @Override
  public StreamPipe connect(SocketAddress to, SocketSettings settings, Duration within)
      throws IOException {
    return new NioConnect(to, settings, timers, within).connect();
  }

  @Override
  public PacketPipe bind(SocketAddress at, SocketSettings settings, int largest)
      throws IOException {
    return NioPackets.bound(possible(ip(at)), settings, largest);
  }

  /// All addresses as the JDK has them: without IPv6 it takes no `::`.
  private static SocketAddress possible(SocketAddress at) {
    return at instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(inet.getPort())
        : at;
  }

  @Override
  public PacketPipe bindTo(SocketAddress peer, SocketSettings settings, int largest)
      throws IOException {
    return NioPackets.connected(ip(peer), settings, largest);
  }

  private static SocketAddress ip(SocketAddress address) throws BindException {
    if (address instanceof InetSocketAddress) return address;
    throw new BindException(
        "the JDK has no Unix datagram sockets; Transport.linux() has, or says what it needs");
  }

  /// Of the holder's kind: a program whose virtual threads have never waited for a socket has no
  /// pollers, for which the JVM would wait 0.3 s when it exits.
  @Override
  public Thread helper(Thread holder, String name, Runnable task) {
    return holder.isVirtual()
        ? thread(name, task)
        : Thread.ofPlatform().daemon().name(name).unstarted(task);
  }

  @Override
  public Timers timers() {
    return timers;
  }

  static void buffers(NetworkChannel channel, SocketSettings settings) throws IOException {
    if (settings.receiveBuffer() > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, settings.receiveBuffer());
    }
    if (settings.sendBuffer() > 0 && channel instanceof SocketChannel) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, settings.sendBuffer());
    }
  }
}
