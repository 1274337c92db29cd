package dev.usher.hub.lab;

import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// An echo of the kit with many clients over TCP, and with as many over UDP.
final class Cost implements Experiment {
  private static final int CLIENTS = 100; // more do not fit every system's backlog
  private static final int BYTES = 64;
  private static final int ROUNDS = 256;
  private static final int TRIALS = 5;
  private static final int UNDER_WAY = 32;

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public String question() {
    return "what does a TCP connection cost, and what a UDP peer?";
  }

  /// What a client cost.
  ///
  /// @param first the time from nothing to the first answer
  /// @param heap bytes at the server
  /// @param descriptors of the server for all clients, 0 when the system does not tell
  /// @param alone messages a second, one at a time
  /// @param together messages a second, with some under way
  private record Bill(Duration first, long heap, int descriptors, long alone, long together) {}

  @Override
  public Finding run() throws Exception {
    Bill _ = tcp(); // the first time is slower: classes are loaded, code is compiled
    Bill _ = udp();
    Bill tcp = tcp();
    Bill udp = udp();
    List<Claim> claims = new ArrayList<>();
    Table table =
        Table.of("of each", "TCP connection", "UDP peer")
            .row("time to the first answer", tcp.first, udp.first)
            .row("heap at the server, bytes", tcp.heap, udp.heap);
    if (tcp.descriptors > 0) {
      table = table.row("descriptors of " + CLIENTS, tcp.descriptors, udp.descriptors);
      claims.add(Claim.above("connections take descriptors", tcp.descriptors, CLIENTS / 2));
      claims.add(Claim.below("UDP peers share one", udp.descriptors, CLIENTS / 10));
    }
    claims.add(Claim.above("TCP: faster with more under way", tcp.together, tcp.alone));
    return new Finding(
        table
            .row("messages/s, one at a time", tcp.alone, udp.alone)
            .row("messages/s, " + UNDER_WAY + " under way", tcp.together, udp.together),
        claims,
        """
        A TCP connection is a state of both systems: a handshake makes it, and here a socket of its
        own, with buffers that the system keeps beside the heap. A UDP peer is an address that the
        kit remembers, all at one socket. With more under way TCP carries many messages by one call, UDP one
        by each. On loopback the way costs nothing, so these are costs of the CPU; the
        clients, in the same process, are part of the times and not of the heap.
        """,
        List.of("bench/README.md", "ARCHITECTURE.md", "RFC 9293, 3.5"));
  }

  private static Bill tcp() throws IOException {
    Handler<byte[]> echo = echo();
    try (Running server = Server.tcp(0).framing(StreamFraming.fixed(BYTES)).start(echo);
        Clients clients = Clients.tcp(server.address(), BYTES)) {
      server.suspend();
      return bill(clients, server);
    }
  }

  private static Bill udp() throws IOException {
    Handler<byte[]> echo = echo();
    try (Running server = Server.udp(0).framing(PacketFraming.bytes(BYTES)).start(echo);
        Clients clients = Clients.udp(server.address(), BYTES)) {
      return bill(clients, server);
    }
  }

  private static Handler<byte[]> echo() {
    return client -> {
      for (byte[] message : client) client.send(message);
    };
  }

  private static Bill bill(Clients clients, Running server) throws IOException {
    for (int i = 0; i < CLIENTS; i++) clients.open(); // in the backlog: nothing of the server's yet
    long heap = heap();
    int descriptors = descriptors();
    server.resume();
    for (int i = 0; i < CLIENTS; i++) clients.ask(i, 1);
    heap = heap() - heap;
    descriptors = descriptors() - descriptors;
    long begun = System.nanoTime();
    for (int i = 0; i < CLIENTS; i++) {
      clients.open();
      clients.ask(CLIENTS + i, 1);
    }
    Duration first = Duration.ofNanos((System.nanoTime() - begun) / CLIENTS);
    return new Bill(first, heap / CLIENTS, descriptors, rate(clients, 1), rate(clients, UNDER_WAY));
  }

  /// Bytes in use, without what nobody holds any more. What ends only now, such as the threads of
  /// an earlier server, is gone after one collection more.
  private static long heap() {
    long used = used();
    for (long less; (less = used()) < used; ) used = less;
    return used;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// Open descriptors of this process; always 0 where the system does not tell.
  private static int descriptors() throws IOException {
    Path folder = Path.of("/proc/self/fd");
    if (!Files.isDirectory(folder)) return 0;
    try (Stream<Path> open = Files.list(folder)) {
      return (int) open.count();
    }
  }

  /// Messages a second, at the best of some trials: whatever else the machine does only slows them.
  private static long rate(Clients clients, int underWay) throws IOException {
    long shortest = Long.MAX_VALUE;
    for (int trial = 0; trial < TRIALS; trial++) {
      long begun = System.nanoTime();
      for (int i = 0; i < ROUNDS; i += underWay) clients.ask(0, underWay);
      shortest = Math.min(shortest, System.nanoTime() - begun);
    }
    return ROUNDS * 1_000_000_000L / shortest;
  }
}
