package dev.usher.kit.nio;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Timers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/// Connecting a stream, within a time.
record NioConnect(SocketAddress to, SocketSettings settings, Timers timers, Duration within) {
  StreamPipe connect() throws IOException {
    try {
      return once();
    } catch (ConnectException e) {
      throw e;
    } catch (SocketException e) {
      if (!(to instanceof UnixDomainSocketAddress unix)) throw e;
      if (!Files.exists(unix.getPath(), LinkOption.NOFOLLOW_LINKS)) {
        throw (IOException) new ConnectException("nobody listens at " + to).initCause(e);
      }
      // Where the backlog is full the JDK lets only a platform thread wait.
      if (!Thread.currentThread().isVirtual()) throw e;
      return elsewhere();
    }
  }

  /// Either it is connected or it is too late, whatever happens at the same moment.
  private StreamPipe once() throws IOException {
    SocketChannel channel =
        to instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    AtomicBoolean decided = new AtomicBoolean();
    Timers.Cancel timer =
        timers.at(
            timers.nanos() + within.toNanos(),
            () -> {
              if (decided.compareAndSet(false, true)) NioPipe.closeQuietly(channel);
            });
    try {
      NioTransport.buffers(channel, settings);
      channel.connect(to);
      refuseOurselves(channel);
      StreamPipe pipe = NioPipe.over(channel, settings);
      if (!decided.compareAndSet(false, true)) throw late();
      return pipe;
    } catch (Throwable e) {
      NioPipe.closeQuietly(channel);
      if (!decided.compareAndSet(false, true)) throw late();
      throw e;
    } finally {
      timer.cancel();
    }
  }

  /// Where nobody listens at a port, the system may give us this very port, and TCP connects us to
  /// ourselves (RFC 9293, section 3.5, a simultaneous open).
  private void refuseOurselves(SocketChannel channel) throws IOException {
    if (!channel.getLocalAddress().equals(channel.getRemoteAddress())) return;
    channel.setOption(StandardSocketOptions.SO_LINGER, 0); // no TIME-WAIT in a server's way
    throw new ConnectException("nobody listens at " + to);
  }

  private SocketTimeoutException late() {
    return new SocketTimeoutException("no connection to " + to + " within " + within);
  }

  private StreamPipe elsewhere() throws IOException {
    FutureTask<StreamPipe> connecting = new FutureTask<>(this::once);
    Thread.ofPlatform().daemon().name("usher connects").start(connecting);
    try {
      return connecting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) throw failure;
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      if (!connecting.cancel(true)) NioPipe.closeQuietly(connecting.resultNow());
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while connecting").initCause(e);
    }
  }
}
