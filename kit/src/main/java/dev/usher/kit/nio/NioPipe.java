package dev.usher.kit.nio;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.transport.StreamPipe;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A connected TCP or Unix socket.
final class NioPipe implements StreamPipe {
  private static final int MUCH = 64 * 1024;
  private static final int STREAK = 64; // reads after which even those who never ran go first

  // For bytes on the heap the JDK takes as much direct memory, and keeps it; and a platform thread
  // stays in a write until all has left, however slowly, so that nobody sees that some has.
  private static final int MOST = 1024 * 1024;

  private final SocketChannel channel;
  private final SocketAddress peer;
  private final SocketAddress local;
  private boolean more; // the last read left some, as far as we know
  private int streak;

  private NioPipe(SocketChannel channel) throws IOException {
    this.channel = channel;
    peer = channel.getRemoteAddress();
    local = channel.getLocalAddress();
  }

  static NioPipe over(SocketChannel channel, SocketSettings settings) throws IOException {
    NioPipe pipe = new NioPipe(channel);
    if (settings.sendBuffer() > 0) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, settings.sendBuffer());
    }
    if (pipe.local instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, settings.noDelay());
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, settings.keepAlive());
    }
    return pipe;
  }

  @Override
  public int read(Landing landing) throws IOException {
    ByteBuffer into = landing.room();
    // Others go first: by then the next bytes have often come, and to read them at once saves the
    // empty read and the registration with the poller, a sixth of the CPU of a busy server. Who
    // reads much at once rarely finds nothing, nor does who was given all that there was room for;
    // there to yield only wakes another processor.
    if (!more && into.remaining() < MUCH && Thread.currentThread().isVirtual()) letOthersGo();
    int limit = into.limit();
    try {
      int count = channel.read(bounded(into));
      more = !into.hasRemaining();
      return count;
    } finally {
      into.limit(limit);
    }
  }

  /// Who yields stays in the queue of its carrier, which looks for newcomers only when that is
  /// empty: among busy conversations never. Who parks comes back as a newcomer.
  @SuppressWarnings("ThreadPriorityCheck") // measured, and only faster by it
  private void letOthersGo() {
    if (++streak % STREAK == 0) LockSupport.parkNanos(1);
    else Thread.yield();
  }

  private static ByteBuffer bounded(ByteBuffer buffer) {
    return buffer.limit(buffer.position() + Math.min(buffer.remaining(), MOST));
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) writeSome(from);
  }

  private void writeSome(ByteBuffer from) throws IOException {
    int limit = from.limit();
    try {
      channel.write(bounded(from));
    } finally {
      from.limit(limit);
    }
  }

  @Override
  public void writeSome(ByteBuffer head, ByteBuffer body) throws IOException {
    if (!head.hasRemaining()) writeSome(body);
    else if (!body.hasRemaining()) writeSome(head);
    else writeTogether(head, body);
  }

  private void writeTogether(ByteBuffer head, ByteBuffer body) throws IOException {
    int headLimit = head.limit();
    int bodyLimit = body.limit();
    try {
      bounded(head);
      if (head.limit() < headLimit) channel.write(head);
      else channel.write(new ByteBuffer[] {head, bounded(body)});
    } finally {
      head.limit(headLimit);
      body.limit(bodyLimit);
    }
  }

  @Override
  public boolean wakeReader() {
    try {
      channel.shutdownInput();
    } catch (IOException _) {
      closeQuietly(channel); // not connected any more: nothing to keep
    }
    return false;
  }

  @Override
  public void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public SocketAddress peer() {
    return peer;
  }

  @Override
  public SocketAddress local() {
    return local;
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  static void closeQuietly(@Nullable Closeable resource) {
    if (resource == null) return;
    try {
      resource.close();
    } catch (IOException _) {
      // closing was all that we wanted of it
    }
  }
}
