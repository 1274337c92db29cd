package dev.usher.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A wire of TCP on loopback between a client and a server that damages or breaks what passes.
/// Clients connect to [#port]; each gets a connection of its own to the server.
public final class BadWire implements AutoCloseable {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int CHUNK = 16 * 1024;

  private final ServerSocket listener;
  private final SocketAddress server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicLong toServer = new AtomicLong();
  private final AtomicLong toClient = new AtomicLong();
  private volatile long flipToServer = NEVER;
  private volatile long flipToClient = NEVER;
  private volatile long breakAfter = NEVER;

  private BadWire(ServerSocket listener, SocketAddress server) {
    this.listener = listener;
    this.server = server;
  }

  /// A wire to this server, good until it is told otherwise.
  public static BadWire to(SocketAddress server) throws IOException {
    BadWire wire = new BadWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    wire.start(wire::accept);
    return wire;
  }

  /// Where clients find it, on the loopback address.
  public int port() {
    return listener.getLocalPort();
  }

  /// Bytes that have passed to the server, over all connections.
  public long toServer() {
    return toServer.get();
  }

  /// Bytes that have passed to the client, over all connections.
  public long toClient() {
    return toClient.get();
  }

  /// Flips a bit of the byte at this offset of all that goes to the server; once.
  public void flipToServer(long offset) {
    flipToServer = offset;
  }

  /// Flips a bit of the byte at this offset of all that goes to the client; once.
  public void flipToClient(long offset) {
    flipToClient = offset;
  }

  /// Resets the connection once so many bytes have passed both ways, over all connections; once.
  public void breakAfter(long bytes) {
    breakAfter = bytes;
  }

  private void start(Runnable task) {
    threads.add(Thread.ofVirtual().name("bad wire").start(task));
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket toServer = new Socket();
        open.add(client);
        open.add(toServer);
        toServer.connect(server);
        AtomicInteger directions = new AtomicInteger(2);
        start(() -> carry(client, toServer, true, directions));
        start(() -> carry(toServer, client, false, directions));
      }
    } catch (IOException _) {
      // closed
    }
  }

  /// Carries one direction to its end; the second of both to end closes the sockets.
  private void carry(Socket from, Socket to, boolean towardsServer, AtomicInteger directions) {
    boolean whole = false;
    try {
      whole = carry(from, to, towardsServer);
    } catch (IOException _) {
      // one of them is gone: the other goes with it
    }
    if (whole && directions.decrementAndGet() > 0) return;
    for (Socket each : new Socket[] {from, to}) {
      closeQuietly(each);
      open.remove(each);
    }
  }

  /// True at the end of what comes; false when the wire breaks.
  private boolean carry(Socket from, Socket to, boolean towardsServer) throws IOException {
    byte[] chunk = new byte[CHUNK];
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    for (int count; (count = in.read(chunk)) >= 0; ) {
      if (breaks(count)) {
        from.setSoLinger(true, 0);
        to.setSoLinger(true, 0);
        return false;
      }
      damage(chunk, count, towardsServer);
      out.write(chunk, 0, count);
    }
    to.shutdownOutput();
    return true;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it was to go
    }
  }

  private synchronized boolean breaks(int count) {
    if (toServer.get() + toClient.get() + count <= breakAfter) return false;
    breakAfter = NEVER;
    return true;
  }

  private synchronized void damage(byte[] chunk, int count, boolean towardsServer) {
    AtomicLong passed = towardsServer ? toServer : toClient;
    long begin = passed.getAndAdd(count);
    long flip = (towardsServer ? flipToServer : flipToClient) - begin;
    if (flip < 0 || flip >= count) return;
    chunk[(int) flip] ^= 1;
    if (towardsServer) flipToServer = NEVER;
    else flipToClient = NEVER;
  }

  /// Breaks every connection and listens no more.
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket each : open) closeQuietly(each);
    try {
      for (Thread each : threads) each.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
