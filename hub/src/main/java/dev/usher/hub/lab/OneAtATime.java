package dev.usher.hub.lab;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Clients that ask at the same moment, and how long each waits.
final class OneAtATime implements Experiment {
  private static final int CLIENTS = 4;
  private static final Duration WAIT = Duration.ofMillis(150);
  private static final long STEPS = 60_000_000; // of all clients together
  private static final long ENOUGH = 5_000_000; // of each: far longer than all take to ask

  @Override
  public String name() {
    return "one-at-a-time";
  }

  @Override
  public String question() {
    return "who waits for whom: with one loop, with threads, with the kit?";
  }

  /// The same clients with three servers.
  private record Compared(Serving loop, Serving threads, Serving kit) {
    static Compared of(boolean udp, Supplier<Work> work, int clients) throws Exception {
      return new Compared(
          Serving.of(Serving.By.LOOP, udp, work.get(), clients),
          Serving.of(Serving.By.THREADS, udp, work.get(), clients),
          Serving.of(Serving.By.KIT, udp, work.get(), clients));
    }

    Table rows(Table table, String over, String work, int clients) {
      Table more = row(table, over + ", one loop", work, clients, loop);
      more = row(more, over + ", a thread each", work, clients, threads);
      return row(more, over + ", the kit", work, clients, kit);
    }

    private static Table row(Table table, String server, String work, int clients, Serving seen) {
      return table.row(
          server, work, clients, seen.first(), seen.last(), seen.atOnce(), seen.processors());
    }
  }

  @Override
  public Finding run() throws Exception {
    int many = Math.max(CLIENTS, 2 * Runtime.getRuntime().availableProcessors());
    Compared tcp = Compared.of(false, () -> Work.waiting(WAIT), CLIENTS);
    Compared udp = Compared.of(true, () -> Work.waiting(WAIT), CLIENTS);
    Compared computing =
        Compared.of(false, () -> Work.computing(Math.max(STEPS / many, ENOUGH)), many);
    Table table = Table.of("server", "work", "clients", "first", "last", "at once", "CPUs busy");
    table = tcp.rows(table, "TCP", "waits", CLIENTS);
    table = udp.rows(table, "UDP", "waits", CLIENTS);
    table = computing.rows(table, "TCP", "computes", many);
    Duration allWork = WAIT.multipliedBy(CLIENTS);
    return new Finding(
        table,
        List.of(
            Claim.atLeast("one TCP loop: the last waits for all", tcp.loop.last(), allWork),
            Claim.atLeast("one UDP loop: too", udp.loop.last(), allWork),
            Claim.equal("it serves one at once", tcp.loop.atOnce(), 1),
            Claim.above("threads serve more at once", tcp.threads.atOnce(), 1),
            Claim.above("the kit, too", tcp.kit.atOnce(), 1),
            Claim.above("over UDP, too", udp.kit.atOnce(), udp.loop.atOnce()),
            Claim.above(
                "more are served at once than CPUs are busy",
                (double) computing.threads.atOnce(),
                computing.threads.processors())),
        """
        One loop serves one client; the others wait, whether it works or only waits for something
        else. With a thread each all are under way together: that is concurrency, and for work that
        waits it needs next to no CPU. Computing is another thing: it goes no faster than there are
        CPUs to run it in parallel, however many are under way. The kit's virtual threads cost
        little while they wait; when they compute, no more are under way than CPUs are there.
        """,
        List.of("ARCHITECTURE.md", "docs/from-socketserver.md"));
  }
}
