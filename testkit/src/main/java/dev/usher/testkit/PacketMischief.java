package dev.usher.testkit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A bad peer of a datagram server; the counterpart of [Mischief]. Whoever sends datagrams is never
/// told that they came, so it says only how many came back.
public sealed interface PacketMischief {
  /// Meets a server once, and then listens for what comes back until nothing has come for the
  /// patience.
  ///
  /// @return how many packets came back
  default int meet(InetSocketAddress server, byte[] sample, Duration patience) throws IOException {
    return switch (this) {
      case Empty _ -> send(server, patience, new byte[0]);
      case Garbage(long seed, int size) -> {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        yield send(server, patience, bytes);
      }
      case Oversize(int size) -> send(server, patience, new byte[size]);
      case Burst(int count) -> {
        byte[][] packets = new byte[count][];
        java.util.Arrays.fill(packets, sample);
        yield send(server, patience, packets);
      }
      case Crowd(int sources) -> crowd(server, sample, sources);
    };
  }

  /// One empty packet.
  record Empty() implements PacketMischief {}

  /// One packet of random bytes, the same for the same seed.
  record Garbage(long seed, int size) implements PacketMischief {}

  /// One packet of zeros; 65,507 bytes are the most that fit.
  record Oversize(int size) implements PacketMischief {}

  /// Good requests, as fast as they go, from one source that reads no answer meanwhile. Of more
  /// than 250 a system may lose some, and what others send then.
  record Burst(int count) implements PacketMischief {}

  /// One good request from each of many sources, none of which waits for an answer.
  record Crowd(int sources) implements PacketMischief {}

  /// One or more of every kind.
  static List<PacketMischief> all() {
    return List.of(
        new Empty(),
        new Garbage(1, 1),
        new Garbage(2, 1_000),
        new Garbage(3, 65_507),
        new Oversize(65_507),
        new Burst(200),
        new Crowd(100));
  }

  private static int send(InetSocketAddress server, Duration patience, byte[]... packets)
      throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (byte[] packet : packets) {
        socket.send(new DatagramPacket(packet, packet.length, server));
      }
      socket.setSoTimeout(Math.max(1, (int) patience.toMillis()));
      DatagramPacket answer = new DatagramPacket(new byte[65_536], 65_536);
      int answers = 0;
      try {
        while (answers < packets.length) {
          socket.receive(answer);
          answers++;
        }
      } catch (SocketTimeoutException _) {
        // that was all
      }
      return answers;
    }
  }

  private static int crowd(InetSocketAddress server, byte[] sample, int sources)
      throws IOException {
    List<DatagramSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < sources; i++) {
        DatagramSocket socket = new DatagramSocket();
        sockets.add(socket);
        socket.send(new DatagramPacket(sample, sample.length, server));
      }
    } finally {
      sockets.forEach(DatagramSocket::close);
    }
    return 0;
  }
}
