package dev.usher.hub.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Plain sockets on loopback.
final class Loopback {
  /// Milliseconds that a read waits for what must come: longer than it ever takes, also where the
  /// machine stalls.
  static final int PATIENCE = 30_000;

  private Loopback() {}

  /// A UDP socket at a free port.
  static DatagramSocket udp() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(PATIENCE);
    return socket;
  }

  /// A UDP socket that hears only itself: nobody receives at its address, and while it is open
  /// nobody else can, not even the socket that asks.
  static DatagramSocket nobody() throws IOException {
    DatagramSocket socket = udp();
    socket.connect(socket.getLocalSocketAddress());
    return socket;
  }

  /// What a task on a network in memory has made, after its clock was moved far enough.
  ///
  /// @throws TimeoutException when it was not far enough
  static <T> T done(Future<T> task)
      throws InterruptedException, ExecutionException, TimeoutException {
    return task.get(PATIENCE, TimeUnit.MILLISECONDS);
  }

  static void send(DatagramSocket from, byte[] bytes, SocketAddress to) throws IOException {
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  /// The length of the next datagram, or of what fits into so many bytes of it.
  static int receive(DatagramSocket socket, int room) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[room], room);
    socket.receive(packet);
    return packet.getLength();
  }
}
