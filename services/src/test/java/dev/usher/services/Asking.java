package dev.usher.services;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Questions by UDP, which may be lost on their way: the system drops what finds a server's buffer
/// full. So it is after many packets at once, until the server, which may be held up, has read
/// them.
public final class Asking {
  private static final int A_MOMENT = 200; // ms

  private Asking() {}

  /// Asks again and again, until an answer comes; then the server has read what was sent before.
  ///
  /// @throws SocketTimeoutException when none comes for a minute
  public static byte[] untilAnswered(SocketAddress server, byte[] question) throws IOException {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    try (var client = new DatagramSocket()) {
      client.setSoTimeout(A_MOMENT);
      var answer = new DatagramPacket(new byte[65_536], 65_536);
      while (true) {
        client.send(new DatagramPacket(question, question.length, server));
        try {
          client.receive(answer);
          return Arrays.copyOf(answer.getData(), answer.getLength());
        } catch (SocketTimeoutException e) {
          if (System.nanoTime() - until > 0) throw e;
        }
      }
    }
  }
}
