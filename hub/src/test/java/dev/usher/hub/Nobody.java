package dev.usher.hub;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Ports of loopback at which nobody is, nor can be while these sockets have them: a port that is
/// only known to have been free may be another program's the next moment, or the asker's own.
final class Nobody {
  private Nobody() {}

  static DatagramSocket overUdp() throws IOException {
    return overUdp(0);
  }

  /// Hears nobody but itself.
  static DatagramSocket overUdp(int port) throws IOException {
    DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
    socket.connect(socket.getLocalSocketAddress());
    return socket;
  }

  /// Does not listen.
  static Socket overTcp() throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }
}
