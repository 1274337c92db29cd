package dev.usher.kit.nio;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.transport.Arrival;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.Route;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;

/// A UDP socket. Every reply leaves from the socket's own address: bind to one address, not to the
/// wildcard, where a machine has several.
final class NioPackets implements PacketPipe {
  private final DatagramSocket socket;
  private final SocketAddress address;
  private final int largest;
  private final byte[] bytes;
  private final DatagramPacket packet;

  private NioPackets(DatagramSocket socket, int largest) {
    this.socket = socket;
    this.largest = largest;
    address = socket.getLocalSocketAddress();
    bytes = new byte[largest + 1]; // one over the limit, to notice what would be cut
    packet = new DatagramPacket(bytes, bytes.length);
  }

  static NioPackets bound(SocketAddress at, SocketSettings settings, int largest)
      throws IOException {
    DatagramSocket socket = new DatagramSocket(null);
    try {
      // SO_REUSEADDR would let a second server take half of a UDP port's packets on some systems.
      if (settings.reusePort()) socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      buffers(socket, settings);
      socket.bind(at);
      return new NioPackets(socket, largest);
    } catch (Throwable e) {
      socket.close();
      throw e;
    }
  }

  static NioPackets connected(SocketAddress peer, SocketSettings settings, int largest)
      throws IOException {
    DatagramSocket socket = new DatagramSocket();
    try {
      buffers(socket, settings);
      socket.connect(peer);
      return new NioPackets(socket, largest);
    } catch (Throwable e) {
      socket.close();
      throw e;
    }
  }

  private static void buffers(DatagramSocket socket, SocketSettings settings) throws IOException {
    if (settings.receiveBuffer() > 0) socket.setReceiveBufferSize(settings.receiveBuffer());
    if (settings.sendBuffer() > 0) socket.setSendBufferSize(settings.sendBuffer());
  }

  @Override
  public boolean receive(Receiver receiver) throws IOException {
    packet.setLength(bytes.length);
    try {
      socket.receive(packet);
    } catch (IOException e) {
      if (socket.isClosed()) return false;
      throw e;
    }
    int length = packet.getLength();
    receiver.packet(
        new Arrival.Plain(
            new Route(packet.getSocketAddress(), null),
            ByteBuffer.wrap(bytes, 0, length),
            length > largest));
    return true;
  }

  @Override
  public void send(ByteBuffer bytes, Route way) throws IOException {
    var outgoing =
        new DatagramPacket(
            bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), way.peer());
    if (outgoing.getLength() == 0 && socket.isConnected()) sendEmpty(outgoing);
    else socket.send(outgoing);
  }

  /// The JDK makes nothing of an empty packet on a connected socket. So it leaves from a second one
  /// at the same port, which may be shared for that moment only; what comes in meanwhile still goes
  /// to the connected one, which fits better.
  private synchronized void sendEmpty(DatagramPacket empty) throws IOException {
    socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    try (DatagramSocket second = new DatagramSocket(null)) {
      second.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      second.bind(address);
      second.send(empty);
    } finally {
      if (!socket.isClosed()) socket.setOption(StandardSocketOptions.SO_REUSEPORT, false);
    }
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    socket.close();
  }
}
