package dev.usher.hub.lab;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Both ends of a plain TCP connection on loopback. No read at either waits longer than
/// [Loopback#PATIENCE].
record TcpPair(Socket near, Socket far) implements Closeable {
  private static final long LOOK_AGAIN = TimeUnit.MICROSECONDS.toNanos(100);

  static TcpPair open() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket near = new Socket(server.getInetAddress(), server.getLocalPort());
      try {
        Socket far = server.accept();
        near.setSoTimeout(Loopback.PATIENCE);
        far.setSoTimeout(Loopback.PATIENCE);
        return new TcpPair(near, far);
      } catch (Throwable e) {
        near.close();
        throw e;
      }
    }
  }

  /// Waits until so many bytes are here, unread. Nobody tells a plain socket: it looks again and
  /// again.
  ///
  /// @throws IOException when they do not come
  static void await(Socket socket, int bytes) throws IOException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Loopback.PATIENCE);
    while (socket.getInputStream().available() < bytes) {
      if (System.nanoTime() > until) throw new IOException(bytes + " bytes did not arrive");
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  @Override
  public void close() throws IOException {
    try (near;
        far) {
      // both, whatever becomes of the other
    }
  }
}
