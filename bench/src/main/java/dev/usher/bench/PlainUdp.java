package dev.usher.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// A DatagramChannel and a loop on a platform thread: each packet goes back where it came from.
final class PlainUdp {
  private PlainUdp() {}

  public static void main(String[] args) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().start(() -> echoAll(channel));
    Control.listening(((InetSocketAddress) channel.getLocalAddress()).getPort());
  }

  private static void echoAll(DatagramChannel channel) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(65_536);
    try {
      while (true) {
        SocketAddress from = channel.receive(bytes.clear());
        channel.send(bytes.flip(), from);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
