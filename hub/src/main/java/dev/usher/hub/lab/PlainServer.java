package dev.usher.hub.lab;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server on plain sockets, as one writes it first: a loop that takes one client after the other
/// and does the [Work] itself, or gives it to a thread of its own. A byte in, a byte out.
final class PlainServer implements Closeable {
  private final SocketAddress address;
  private final Closeable socket;
  private final Work work;
  private final boolean threads;
  private final ExecutorService handlers =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("lab handler").factory());

  private PlainServer(SocketAddress address, Closeable socket, Work work, boolean threads) {
    this.address = address;
    this.socket = socket;
    this.work = work;
    this.threads = threads;
  }

  /// @param threads whether each client gets a thread
  static PlainServer tcp(Work work, boolean threads) throws IOException {
    ServerSocket listening = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    PlainServer server =
        new PlainServer(listening.getLocalSocketAddress(), listening, work, threads);
    server.handlers.execute(() -> server.accept(listening));
    return server;
  }

  /// @param threads whether each packet gets a thread
  static PlainServer udp(Work work, boolean threads) throws IOException {
    DatagramSocket bound = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    PlainServer server = new PlainServer(bound.getLocalSocketAddress(), bound, work, threads);
    server.handlers.execute(() -> server.receive(bound));
    return server;
  }

  SocketAddress address() {
    return address;
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket client = listening.accept();
        hand(() -> answer(client));
      }
    } catch (IOException _) {
      // closed: it was asked to stop
    }
  }

  private void answer(Socket socket) {
    try (Socket client = socket) {
      int _ = client.getInputStream().read();
      client.getOutputStream().write(work.run());
    } catch (IOException | InterruptedException _) {
      // the client counts its answers
    }
  }

  private void receive(DatagramSocket bound) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[1], 1);
        bound.receive(packet);
        hand(() -> answer(bound, packet.getSocketAddress()));
      }
    } catch (IOException _) {
      // closed: it was asked to stop
    }
  }

  private void answer(DatagramSocket from, SocketAddress client) {
    try {
      Loopback.send(from, new byte[] {work.run()}, client);
    } catch (IOException | InterruptedException _) {
      // the client counts its answers
    }
  }

  private void hand(Runnable client) {
    if (threads) handlers.execute(client);
    else client.run();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    handlers.close();
  }
}
