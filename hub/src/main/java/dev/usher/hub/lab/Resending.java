package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.DatagramHandler;
import dev.usher.kit.EndedException;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// What TCP does against loss, in small: numbers, acknowledgements, and sending again what was not
/// acknowledged.
final class Resending {
  private static final Duration DEADLINE = Duration.ofMillis(200);
  private static final int ROUNDS = 100;

  private final MemoryNetwork network;

  Resending(long seed, Faults faults) {
    network = MemoryNetwork.seeded(seed).faults(faults);
  }

  /// @param packets that the sender has sent
  /// @param arrived different messages
  /// @param rounds how often it sent what was not acknowledged
  record Result(int packets, int arrived, int rounds) {}

  /// Sends so many messages over UDP until all are acknowledged.
  Result send(int messages) throws Exception {
    SortedSet<String> arrived = Collections.synchronizedSortedSet(new TreeSet<>());
    DatagramHandler acknowledging =
        packet -> {
          arrived.add(new String(packet.bytes(), StandardCharsets.UTF_8));
          packet.reply(packet.content());
        };
    try (Running server = Server.udp(0).on(network).answer(acknowledging)) {
      Future<int[]> sending = network.start(() -> sendAll(server.address(), messages));
      network.advance(DEADLINE.multipliedBy(ROUNDS));
      int[] packetsAndRounds = Loopback.done(sending);
      return new Result(packetsAndRounds[0], arrived.size(), packetsAndRounds[1]);
    }
  }

  private int[] sendAll(SocketAddress server, int messages) throws IOException {
    TreeSet<Integer> missing = new TreeSet<>(IntStream.range(0, messages).boxed().toList());
    int packets = 0;
    int rounds = 0;
    for (; !missing.isEmpty() && rounds < ROUNDS; rounds++) {
      packets += missing.size();
      try (var client =
          Client.udp(server)
              .framing(PacketFraming.text())
              .limits(l -> l.inbox(messages))
              .deadlines(d -> d.idle(DEADLINE))
              .on(network)
              .connect()) {
        for (int number : missing) client.send(Integer.toString(number));
        for (String acknowledged : client) missing.remove(Integer.valueOf(acknowledged));
      } catch (EndedException _) {
        // nothing came until the deadline: what is missing now was lost, or its acknowledgement
      }
    }
    return new int[] {packets, rounds};
  }
}
