package dev.usher.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// What a connection costs that does nothing, after one message: bytes of heap, and of all other
/// memory. The heap is resident from the start and never changes its size, so that what grows
/// beside it is seen alone.
final class IdleLoad {
  private static final Cell CELL = new Cell(Protocol.TCP, 1, 1);
  private static final String[] HEAP = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"};
  private static final int MOST = 8_192; // bytes of the kit's, in all
  private static final int SPARE = 1_000; // descriptors

  private IdleLoad() {}

  static void run(Options options, Verdict verdict) throws IOException {
    List<Contender> servers =
        Contenders.echo(options.beside()).stream()
            .filter(each -> each.takesPartIn(CELL) && each.isOurs())
            .toList();
    int allowed = (int) Math.min(Integer.MAX_VALUE, Proc.mostDescriptors() - SPARE);
    for (int wanted : options.quick() ? new int[] {1_000} : new int[] {10_000, 50_000}) {
      int crowd = Math.min(wanted, allowed / 1_000 * 1_000);
      if (crowd < wanted) {
        verdict.saw("not %,d: a process may not have so many descriptors here", wanted);
      }
      long most = 0;
      System.out.printf(
          Locale.ROOT, "%n| %,d idle, bytes each | heap | beside it | all |%n", crowd);
      System.out.println("| --- | --- | --- | --- |");
      for (Contender server : servers) {
        long each = measure(server, crowd, verdict);
        if (server.isKit()) most = Math.max(most, each);
      }
      System.out.println();
      verdict.must(most <= MOST, "a connection of the kit: at most %,d bytes", most);
    }
  }

  /// Prints a row; bytes for each connection.
  private static long measure(Contender contender, int crowd, Verdict verdict) throws IOException {
    try (ServerProcess server = new ServerProcess(contender.with(HEAP).command())) {
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
        long onHeap = (server.ask("heap")[0] - heap) / crowd;
        long beside = (server.proc().resident() - resident) / crowd;
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %,d | %,d |%n",
            contender.name(),
            onHeap,
            beside,
            onHeap + beside);
        if (clients.say(1) != crowd) verdict.must(false, "each of them answers again");
        return onHeap + beside;
      }
    }
  }
}
