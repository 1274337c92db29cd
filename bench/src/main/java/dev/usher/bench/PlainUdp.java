package dev.usher.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/// A DatagramChannel and a loop on a platform thread: each packet goes back where it came from, as
/// it is, or as the answer of an NTP server (`ntp`).
final class PlainUdp {
  /// What every server over UDP asks of the system for its receive buffer, so that none of them
  /// loses what another one keeps.
  static final int ROOM = 1 << 20;

  private PlainUdp() {}

  public static void main(String[] args) throws IOException {
    boolean ntp = List.of(args).contains("ntp");
    DatagramChannel channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, ROOM);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().start(() -> answerAll(channel, ntp));
    Control.listening(((InetSocketAddress) channel.getLocalAddress()).getPort());
  }

  private static void answerAll(DatagramChannel channel, boolean ntp) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(65_536);
    try {
      while (true) {
        SocketAddress from = channel.receive(bytes.clear());
        bytes.flip();
        if (ntp) NtpAnswers.turn(bytes);
        channel.send(bytes, from);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
