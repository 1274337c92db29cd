package dev.usher.hub.lab;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Plain clients of an echo, to count what they cost it.
interface Clients extends Closeable {
  /// Opens one more; over TCP it is connected then, over UDP nothing has been sent.
  void open() throws IOException;

  /// Has the one of this number send so many messages and then wait for as many back.
  void ask(int client, int messages) throws IOException;

  /// Over TCP, of messages of so many bytes.
  static Clients tcp(SocketAddress server, int bytes) {
    return new OverTcp(server, bytes, new ArrayList<>());
  }

  /// Over UDP, of messages of so many bytes.
  static Clients udp(SocketAddress server, int bytes) {
    return new OverUdp(server, bytes, new ArrayList<>());
  }

  /// Each is a connection.
  record OverTcp(SocketAddress server, int bytes, List<Socket> sockets) implements Clients {
    @Override
    public void open() throws IOException {
      Socket socket = new Socket();
      sockets.add(socket);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Loopback.PATIENCE);
      socket.connect((InetSocketAddress) server);
    }

    @Override
    public void ask(int client, int messages) throws IOException {
      Socket socket = sockets.get(client);
      socket.getOutputStream().write(new byte[messages * bytes]);
      byte[] all = socket.getInputStream().readNBytes(messages * bytes);
      if (all.length < messages * bytes) throw new IOException("the echo ended");
    }

    @Override
    public void close() throws IOException {
      for (Socket each : sockets) each.close();
    }
  }

  /// Each is a socket, and so a peer.
  record OverUdp(SocketAddress server, int bytes, List<DatagramSocket> sockets) implements Clients {
    @Override
    public void open() throws IOException {
      sockets.add(Loopback.udp());
    }

    @Override
    public void ask(int client, int messages) throws IOException {
      DatagramSocket socket = sockets.get(client);
      byte[] message = new byte[bytes];
      for (int i = 0; i < messages; i++) Loopback.send(socket, message, server);
      for (int i = 0; i < messages; i++) Loopback.receive(socket, bytes);
    }

    @Override
    public void close() {
      sockets.forEach(DatagramSocket::close);
    }
  }
}
