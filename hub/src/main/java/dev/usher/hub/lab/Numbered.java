package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Numbered messages as they have come through a network in memory: the numbers, as they arrived.
record Numbered(List<Integer> arrived) {
  private static final Duration ENOUGH = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(1); // from one message to the next
  private static final int SHOWN = 10;

  static Numbered overUdp(long seed, Faults faults, int messages) throws IOException {
    MemoryNetwork network = MemoryNetwork.seeded(seed).faults(faults);
    Queue<Integer> arrived = new ConcurrentLinkedQueue<>();
    try (Running server =
            Server.udp(0)
                .framing(PacketFraming.text())
                .limits(l -> l.inbox(2 * messages))
                .on(network)
                .start(collecting(arrived));
        var client =
            Client.udp(server.address()).framing(PacketFraming.text()).on(network).connect()) {
      for (int i = 0; i < messages; i++) {
        client.send(Integer.toString(i));
        network.advance(PAUSE);
      }
      network.advance(ENOUGH); // in which the peer is not yet forgotten
    }
    network.advance(ENOUGH); // the ends of both sides are under way, too
    return new Numbered(new ArrayList<>(arrived));
  }

  static Numbered overTcp(long seed, Faults faults, int messages) throws IOException {
    MemoryNetwork network = MemoryNetwork.seeded(seed).faults(faults);
    Queue<Integer> arrived = new ConcurrentLinkedQueue<>();
    try (Running server =
            Server.tcp(0).framing(StreamFraming.lines()).on(network).start(collecting(arrived));
        var client =
            Client.at(server.address()).framing(StreamFraming.lines()).on(network).connect()) {
      for (int i = 0; i < messages; i++) {
        client.send(Integer.toString(i));
        network.advance(PAUSE);
      }
      network.advance(ENOUGH);
    }
    network.advance(ENOUGH); // the ends of both sides are under way, too
    return new Numbered(new ArrayList<>(arrived));
  }

  private static Handler<String> collecting(Queue<Integer> arrived) {
    return client -> {
      for (String number : client) arrived.add(Integer.valueOf(number));
    };
  }

  int different() {
    return new HashSet<>(arrived).size();
  }

  /// Messages that came more than once.
  int twice() {
    return arrived.size() - different();
  }

  /// Messages that came after a later one.
  int late() {
    int late = 0;
    int highest = -1;
    for (int number : arrived) {
      if (number < highest) late++;
      highest = Math.max(highest, number);
    }
    return late;
  }

  /// How many came at the same place as in the other.
  int alike(Numbered other) {
    return (int)
        IntStream.range(0, Math.min(arrived.size(), other.arrived.size()))
            .filter(i -> arrived.get(i).equals(other.arrived.get(i)))
            .count();
  }

  /// The first of them.
  @Override
  public String toString() {
    return arrived.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(" "));
  }
}
