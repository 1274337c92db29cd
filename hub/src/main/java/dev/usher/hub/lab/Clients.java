package dev.usher.hub.lab;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Plain clients of a server that answers each message with one as long.
interface Clients extends Closeable {
  /// Opens one more; over TCP it is connected then, over UDP nothing has been sent.
  void open() throws IOException;

  /// Has the one of this number send so many messages.
  void send(int client, int messages) throws IOException;

  /// Has it wait for as many back.
  void receive(int client, int messages) throws IOException;

  /// Both, one after the other.
  default void ask(int client, int messages) throws IOException {
    send(client, messages);
    receive(client, messages);
  }

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
    public void send(int client, int messages) throws IOException {
      sockets.get(client).getOutputStream().write(new byte[messages * bytes]);
    }

    @Override
    public void receive(int client, int messages) throws IOException {
      byte[] all = sockets.get(client).getInputStream().readNBytes(messages * bytes);
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
    public void send(int client, int messages) throws IOException {
      byte[] message = new byte[bytes];
      for (int i = 0; i < messages; i++) Loopback.send(sockets.get(client), message, server);
    }

    @Override
    public void receive(int client, int messages) throws IOException {
      for (int i = 0; i < messages; i++) Loopback.receive(sockets.get(client), bytes);
    }

    @Override
    public void close() {
      sockets.forEach(DatagramSocket::close);
    }
  }
}
