package dev.usher.bench;

import java.io.IOException;

/// What a connection costs that does nothing: after one message, its heap and resident memory.
final class IdleLoad {
  private IdleLoad() {}

  static void run(Options options, Verdict verdict) throws IOException {
    int crowd = options.quick() ? 1_000 : 10_000;
    try (ServerProcess server = new ServerProcess(Contender.kit("chunks").command())) {
      // Conversations that begin in code not yet compiled keep twice the stack.
      for (int i = 0; i < 10; i++) {
        try (TcpClients passing = TcpClients.crowd(server.address(), 500)) {
          passing.say(10);
        }
      }
      long heap = server.ask("heap")[0];
      long resident = server.proc().resident();
      try (TcpClients clients = TcpClients.crowd(server.address(), crowd)) {
        clients.say(1);
        long heapEach = (server.ask("heap")[0] - heap) / crowd;
        verdict.must(
            heapEach <= 8_192,
            "%,d idle connections: %,d bytes of heap each, %,d resident",
            crowd,
            heapEach,
            (server.proc().resident() - resident) / crowd);
        verdict.must(clients.say(1) == crowd, "and each of them answers again");
      }
    }
  }
}
