package dev.usher.kit.nio;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// What the JDK's virtual threads wait for sockets with. It opens a few descriptors at the first
/// wait, and if there are none left just then, no virtual thread of this process can wait ever
/// again. So a server has it opened before it lets anybody in.
final class NioPollers {
  private static volatile boolean awake;

  private NioPollers() {}

  static void wake() throws IOException {
    if (awake) return;
    var firstWait = new FutureTask<>(NioPollers::waitForNothing);
    Thread.ofVirtual().name("usher first wait").start(firstWait);
    try {
      awake = firstWait.get();
    } catch (ExecutionException e) {
      throw new IOException("virtual threads cannot wait for sockets", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // then the first client wakes it
    }
  }

  private static boolean waitForNothing() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(1);
      socket.receive(new DatagramPacket(new byte[1], 1));
    } catch (SocketTimeoutException _) {
      // as it should be
    }
    return true;
  }
}
