package dev.usher.bench;

/// The command line of `bench/run`.
final class Main {
  private static final String USAGE =
      """
      bench/run echo [--rounds N] [--seconds S] [--quick] [--only WORD,WORD] [--beside NAME=CLASSES]
          messages for each second of server CPU: the kit beside C, Go, Netty, plain Java and Python
          --only     cells and servers whose names hold one of the words: 'tcp 64x16', plain
          --beside   serves another build of the kit too: its target/classes
      bench/run latency [--rounds N] [--seconds S] [--quick] [--only WORD,WORD] [--beside NAME=CLASSES]
          how long answers take while a server is half busy, beside the same others
      bench/run load [--quick] [--only crowd,packets,idle,hostile,hub,stalled,fairness]
          what must hold under load: nobody lost, nobody mixed up, everything given back
      bench/run ntp [--rounds N] [--seconds S] [--quick] [--only WORD,WORD]
          CPU for each question, beside chronyd; and how wrong a client finds a clock that is right
      bench/run files [--rounds N] [--quick] [--only large,small,many,WORD]
          one file of 2 GiB, 10,000 of 4 KiB and 100,000, beside nc, rsync, scp and nginx
      bench/run commands [--rounds N] [--quick] [--only WORD,WORD]
          how long echo takes beside 300 commands that sleep; and that nobody is left of them
      Each takes --write FILE: what is printed goes there too.
      """;

  private Main() {}

  public static void main(String[] args) throws Exception {
    try {
      String command = args.length == 0 ? "" : args[0];
      Options options = Options.parse(args);
      if (options.write() != null) Report.alsoTo(options.write());
      switch (command) {
        case "echo" -> new EchoBench(options).run();
        case "latency" -> new LatencyBench(options).run();
        case "load" -> System.exit(LoadBench.run(options) ? 0 : 1);
        case "ntp" -> new NtpBench(options).run();
        case "files" -> new FilesBench(options).run();
        case "commands" -> System.exit(new CommandBench(options).run() ? 0 : 1);
        default ->
            throw new IllegalArgumentException(
                "echo, latency, load, ntp, files or commands, not '" + command + "'");
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
  }
}
