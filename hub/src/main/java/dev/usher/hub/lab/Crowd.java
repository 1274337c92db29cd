package dev.usher.hub.lab;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Clients that ask a server at the same moment, with a byte; each waits for its answer on a
/// platform thread.
///
/// @param udp over UDP, or else over TCP
record Crowd(SocketAddress server, boolean udp, int clients) {
  /// How long each waited for its answer since all began, the shortest first.
  ///
  /// @throws ExecutionException when one got none in time
  List<Duration> ask() throws IOException, InterruptedException, ExecutionException {
    try (Clients all = udp ? Clients.udp(server, 1) : Clients.tcp(server, 1)) {
      for (int i = 0; i < clients; i++) all.open();
      return ask(all);
    }
  }

  /// One thread asks for all: threads of their own would have to wait for a processor each.
  private List<Duration> ask(Clients all)
      throws IOException, InterruptedException, ExecutionException {
    List<Future<Long>> answered = new ArrayList<>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int i = 0; i < clients; i++) {
        int client = i;
        answered.add(threads.submit(() -> answered(all, client)));
      }
      long begun = System.nanoTime();
      for (int i = 0; i < clients; i++) all.send(i, 1);
      List<Duration> waits = new ArrayList<>();
      for (Future<Long> each : answered) waits.add(Duration.ofNanos(each.get() - begun));
      return waits.stream().sorted().toList();
    }
  }

  /// When its answer was there.
  private static long answered(Clients all, int client) throws IOException {
    all.receive(client, 1);
    return System.nanoTime();
  }
}
