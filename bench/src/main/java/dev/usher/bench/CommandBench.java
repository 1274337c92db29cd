package dev.usher.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/// How long one client waits for `echo.text` while 300 others have `command.text` run `sleep 5`;
/// and, to tell the hub from the machine, the same while a plain shell starts the sleeps, while
/// nobody sleeps, and for a plain echo server that has nothing to do with the hub.
final class CommandBench {
  private static final byte[] QUESTION = "0123456789 0123456789\n".getBytes(US_ASCII);

  private final Options options;
  private final Verdict verdict = new Verdict();

  CommandBench(Options options) {
    this.options = options;
  }

  /// Who starts the sleeps, and who is asked meanwhile.
  private record Case(String name, Sleepers sleepers, InetSocketAddress asked) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// Whether nobody was left.
  boolean run() throws IOException, InterruptedException {
    try (HubProcess hub =
            HubProcess.start(
                "--allow-shell",
                "--only=command.text",
                "--listen=command.text=tcp://127.0.0.1:0",
                "--listen=echo.text=tcp://127.0.0.1:0");
        ServerProcess plain = new ServerProcess(Contender.plainTcp().command())) {
      InetSocketAddress echo = hub.address("echo.text", "tcp");
      Sleepers byHub = Sleepers.byHub(hub.address("command.text", "tcp"));
      List<Case> cases =
          List.of(
              new Case("hub asked, nobody sleeps", Sleepers.none(), echo),
              new Case("hub asked, the hub's sleeps", byHub, echo),
              new Case("hub asked, a plain shell's sleeps", Sleepers.byShell(), echo),
              new Case("plain server asked, the hub's sleeps", byHub, plain.address()),
              new Case(
                  "plain server asked, a shell's sleeps", Sleepers.byShell(), plain.address()));
      System.out.println("| ms for an answer | p50 | p99 | p99.9 | max | at, ms | answers |");
      System.out.println("|---|---|---|---|---|---|---|");
      for (int round = 0; round < options.rounds(); round++) {
        for (Case each : options.wanted(cases)) measure(each, hub.proc());
      }
      verdict.must(hub.endsWell(), "SIGTERM: the hub drained and said it was well");
    }
    return verdict.isGood();
  }

  private void measure(Case one, Proc hub) throws IOException, InterruptedException {
    String seconds = options.quick() ? "1" : "5";
    int count = options.quick() ? 30 : 300;
    try (Probe probe = new Probe(one.asked(), QUESTION)) {
      String sleep = seconds + "." + Long.toString(hub.pid() + 1_000_000_000L);
      int answered = one.sleepers().sleep(count, sleep);
      List<Probe.Answer> answers = probe.answers();
      List<Double> millis = answers.stream().map(Probe.Answer::millis).toList();
      Probe.Answer worst =
          answers.stream().max((a, b) -> Double.compare(a.millis(), b.millis())).orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.2f | %.2f | %.1f | %.0f | %,d |%n",
          one,
          Spread.percentile(millis, 50),
          Spread.percentile(millis, 99),
          Spread.percentile(millis, 99.9),
          worst.millis(),
          worst.asked(),
          millis.size());
      int left = Proc.withWord(sleep);
      if (answered < count || left > 0) {
        verdict.must(false, "%d of %d slept well; %d left", answered, count, left);
      }
    }
  }
}
