package dev.usher.kit.linux;

import dev.usher.kit.PeerCredentials;
import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A connected TCP or Unix socket that a loop watches. It is told of each change once: what it was
/// told is kept in `ready`, and cleared before the call that would find out anew.
final class LinuxPipe implements StreamPipe {
  private static final VarHandle READY;
  private static final int READABLE = Epoll.IN | Epoll.GONE;
  private static final int WRITABLE = Epoll.OUT | Epoll.BROKEN;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int STREAK = 32; // reads in a row, after which others go first

  static {
    try {
      READY = MethodHandles.lookup().findVarHandle(LinuxPipe.class, "ready", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Loop loop;
  private final StreamSocket socket;
  private final SocketAddress peer;
  private final SocketAddress local;
  private final @Nullable PeerCredentials credentials;
  private long mark;
  private volatile int ready;
  private volatile @Nullable Thread reader;
  private volatile @Nullable Thread writer;
  private volatile boolean woken;
  private boolean more = true; // the last read filled its room, or the end is known to have come
  private int streak;

  private LinuxPipe(
      Loop loop,
      int fd,
      SocketAddress peer,
      SocketAddress local,
      @Nullable PeerCredentials credentials) {
    this.loop = loop;
    this.peer = peer;
    this.local = local;
    this.credentials = credentials;
    socket = new StreamSocket(fd);
  }

  /// Takes over a socket that does not block, unless it fails.
  static LinuxPipe over(
      int fd, SocketAddress peer, SocketAddress local, @Nullable PeerCredentials credentials)
      throws IOException {
    Loop loop = Loops.leastBusy();
    LinuxPipe pipe = new LinuxPipe(loop, fd, peer, local, credentials);
    loop.add(pipe, fd);
    return pipe;
  }

  void marked(long mark) {
    this.mark = mark;
  }

  long mark() {
    return mark;
  }

  Loop loop() {
    return loop;
  }

  @Override
  public Buffers buffers() {
    return loop.buffers();
  }

  /// Something has happened; on the loop's carrier.
  void happened(int events) {
    READY.getAndBitwiseOr(this, events);
    if ((events & READABLE) != 0) LockSupport.unpark(reader);
    if ((events & WRITABLE) != 0) LockSupport.unpark(writer);
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // who always finds something would keep the loop
  public int read(Landing into) throws IOException {
    if (++streak > STREAK) {
      streak = 0;
      Thread.yield();
    }
    while (true) {
      if (more || (ready & READABLE) != 0) {
        int count = receive(into.room());
        if (count == 0) return -1;
        if (count > 0) {
          if (woken) woken = false;
          return count;
        }
      }
      if (woken) {
        woken = false;
        return -1;
      }
      if (more) continue;
      into.leave();
      awaitReadable();
    }
  }

  /// Receives what is there: 0 at the end, a negative number when there is nothing.
  private int receive(ByteBuffer into) throws IOException {
    int before = (int) READY.getAndBitwiseAnd(this, ~Epoll.IN);
    int room = into.remaining();
    int count = socket.receive(into);
    // A short read means that there is nothing more; but of an end nothing new is told.
    boolean ends = count == 0 || (before & Epoll.GONE) != 0;
    more = ends || count == room || count == -Errno.EINTR;
    if (ends && count == -Errno.EAGAIN) READY.getAndBitwiseAnd(this, ~Epoll.GONE); // no end of this
    if (count < 0 && count != -Errno.EAGAIN && count != -Errno.EINTR) {
      throw Errno.exception(count, "receiving");
    }
    return count;
  }

  private void awaitReadable() throws IOException {
    streak = 0;
    reader = Thread.currentThread();
    try {
      while ((ready & READABLE) == 0 && !woken && !socket.isClosed()) park();
    } finally {
      reader = null;
    }
    if (socket.isClosed()) throw new AsynchronousCloseException();
  }

  private void park() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      close();
      throw new ClosedByInterruptException();
    }
    LockSupport.park(this);
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) writeSome(NOTHING, from);
  }

  @Override
  public void writeSome(ByteBuffer head, ByteBuffer body) throws IOException {
    while (true) {
      READY.getAndBitwiseAnd(this, ~Epoll.OUT);
      if (writeNow(head, body)) return;
      awaitWritable();
    }
  }

  @Override
  public boolean writeNow(ByteBuffer head, ByteBuffer body) throws IOException {
    if (!head.hasRemaining()) return send(body, false);
    if (!send(head, body.hasRemaining())) return false;
    if (!head.hasRemaining() && body.hasRemaining()) send(body, false);
    return true;
  }

  /// @param moreSoon whether the system may wait for what follows
  private boolean send(ByteBuffer from, boolean moreSoon) throws IOException {
    int count;
    do count = socket.send(from, moreSoon);
    while (count == -Errno.EINTR);
    if (count < 0 && count != -Errno.EAGAIN) throw Errno.exception(count, "sending");
    return count > 0;
  }

  private void awaitWritable() throws IOException {
    writer = Thread.currentThread();
    try {
      while ((ready & WRITABLE) == 0 && !socket.isClosed()) park();
    } finally {
      writer = null;
    }
  }

  /// Leaves a reader alone that has bytes to return.
  @Override
  public boolean wakeReader() {
    woken = true;
    LockSupport.unpark(reader);
    return true;
  }

  @Override
  public boolean hasBytes() {
    return socket.hasBytes();
  }

  /// What a Unix socket was given is its peer's already.
  @Override
  public boolean hasUnsent() {
    return local instanceof InetSocketAddress && socket.unsent() > 0;
  }

  /// After a reset there is nobody to tell.
  @Override
  public void endOutput() throws IOException {
    int result = socket.endOutput();
    if (result != -Errno.ENOTCONN) Errno.check(result, "ending the output");
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
  public Optional<PeerCredentials> peerCredentials() {
    return Optional.ofNullable(credentials);
  }

  @Override
  public void close() {
    if (!socket.close()) return;
    loop.remove(mark);
    LockSupport.unpark(reader);
    LockSupport.unpark(writer);
  }
}
