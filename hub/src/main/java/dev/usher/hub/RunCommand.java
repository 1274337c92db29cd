package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `usher command`.
@Command(
    name = "command",
    description = "Runs commands on another machine, by its door command.text.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher command tcp://127.0.0.1:7514               # type commands; quit leaves",
      "  usher command udp://127.0.0.1:7514 -- uname -a   # runs one",
      "  echo uptime | usher command 127.0.0.1            # runs each line",
      "",
      "Answers are read as UTF-8, else as GBK. The wire carries no exit status: 0 says",
      "that an answer came, not that the command did well; 1 that none came, or that",
      "the link was lost, and then nobody knows whether the command has run."
    })
final class RunCommand implements Callable<Integer> {
  private static final List<Address> DEFAULT = List.of(Address.tcp("127.0.0.1", 7514));

  @Parameters(
      index = "0",
      paramLabel = "ADDRESS",
      description = {
        "[tcp://|udp://|unix:]HOST[:PORT], IPv6 in brackets.",
        "TCP and port 7514 when not said."
      })
  private String address;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CMD",
      description = "A command to run, best after --; without one, they are typed.")
  private List<String> words = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      defaultValue = "2m",
      description =
          "How long to wait for an answer to begin, as in 30s, 5m. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofMinutes(2);

  @Override
  public Integer call() throws Complaint, IOException {
    Address to = parsed();
    if (!words.isEmpty()) {
      run(to, String.join(" ", words));
    } else if (Terminals.isInteractive()) {
      try (Person person = new CommandPerson(Screen.open(UTF_8));
          Partner partner = Partner.at(to, UTF_8)) {
        Duration patience = to.scheme() == Scheme.UDP ? timeout : Duration.ofSeconds(2);
        new Dialogue(person, partner, to, patience, false).hold();
      }
    } else {
      runLines(to);
    }
    return 0;
  }

  private void runLines(Address to) throws Complaint, IOException {
    try (Person person = program()) {
      for (byte[] line; (line = person.line()) != null; ) run(to, new String(line, UTF_8));
    }
  }

  private static Person program() {
    return new CommandPerson(new Pipes(System.in, System.out, System.err, UTF_8));
  }

  private void run(Address to, String command) throws Complaint {
    String line = command.strip();
    if (line.isEmpty() || line.indexOf('\n') >= 0) {
      throw Complaint.usage("a command is one line; join several with \";\"");
    }
    Detector detector = new Detector();
    Legible legible = new Legible(UTF_8);
    boolean terminal = Terminals.isShown();
    PrintStream out = System.out;
    byte[] ends = {'\n'};
    new Errand(to, timeout)
        .run(
            line,
            piece -> {
              byte[] text = detector.utf8(piece, false);
              if (piece.length > 0) ends[0] = piece[piece.length - 1];
              if (terminal) out.print(legible.text(text, false));
              else out.write(text, 0, text.length);
              out.flush();
            });
    byte[] tail = detector.utf8(new byte[0], true);
    if (terminal) out.print(legible.text(tail, true));
    else out.write(tail, 0, tail.length);
    if (ends[0] != '\n') out.write('\n'); // an answer is a line, for whoever reads the next
    out.flush();
  }

  private Address parsed() throws Complaint {
    try {
      Address to = Address.parse(address, DEFAULT).getFirst();
      if (!to.options().isEmpty()) {
        throw Complaint.usage("\"" + address + "\" has options, which only doors take");
      }
      if (to.scheme() != Scheme.UNIX && to.port() == 0) {
        throw Complaint.usage("\"" + address + "\" has port 0, where nobody can listen");
      }
      return to;
    } catch (AddressException e) {
      throw Complaint.usage(e.getMessage());
    }
  }
}
