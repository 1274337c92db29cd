package dev.usher.hub.lab;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Clients that ask a server at the same moment, each on a platform thread, with a byte.
///
/// @param udp over UDP, or else over TCP
record Crowd(SocketAddress server, boolean udp, int clients) {
  /// How long each waited for its answer since all began, the shortest first.
  ///
  /// @throws ExecutionException when one got none in time
  List<Duration> ask() throws InterruptedException, ExecutionException {
    AtomicLong begun = new AtomicLong();
    CyclicBarrier start = new CyclicBarrier(clients, () -> begun.set(System.nanoTime()));
    List<Future<Duration>> answers = new ArrayList<>();
    Callable<Duration> client =
        () -> {
          if (udp) askUdp(start);
          else askTcp(start);
          return Duration.ofNanos(System.nanoTime() - begun.get());
        };
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int i = 0; i < clients; i++) answers.add(threads.submit(client));
    }
    List<Duration> waits = new ArrayList<>();
    for (Future<Duration> each : answers) waits.add(each.get());
    return waits.stream().sorted().toList();
  }

  private void askTcp(CyclicBarrier start) throws Exception {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(Loopback.PATIENCE);
      start.await(Loopback.PATIENCE, TimeUnit.MILLISECONDS);
      socket.connect((InetSocketAddress) server);
      socket.getOutputStream().write(1);
      if (socket.getInputStream().read() < 0) throw new IOException("no answer");
    }
  }

  private void askUdp(CyclicBarrier start) throws Exception {
    try (DatagramSocket socket = Loopback.udp()) {
      start.await(Loopback.PATIENCE, TimeUnit.MILLISECONDS);
      Loopback.send(socket, new byte[1], server);
      int _ = Loopback.receive(socket, 1);
    }
  }
}
