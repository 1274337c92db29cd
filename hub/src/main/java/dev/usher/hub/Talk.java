package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.kit.Deadlines;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `usher talk`.
@Command(
    name = "talk",
    description = "Sends what is typed, line by line, and prints what comes as it comes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher talk tcp://127.0.0.1:7007",
      "  usher talk udp://127.0.0.1:7007",
      "  echo hello | usher talk unix:/tmp/echo.sock",
      "",
      "Over TCP and Unix sockets a line goes with a line feed, over UDP as a datagram",
      "without one. At the end of the input (Ctrl-D) talk ends its side and prints",
      "what still comes. In a pipe, text is UTF-8, and each datagram that comes is a",
      "line. It exits 1 when it cannot connect, when the connection breaks, and over",
      "UDP when something was sent and nothing at all came back."
    })
final class Talk implements Callable<Integer> {
  private static final List<Address> DEFAULT = List.of(Address.tcp("127.0.0.1", 7007));
  private static final Duration DATAGRAMS = Duration.ofSeconds(1);

  @Parameters(
      paramLabel = "ADDRESS",
      description = {
        "[tcp://|udp://|unix:]HOST[:PORT], IPv6 in brackets.",
        "TCP and port 7007 when not said."
      })
  private String address;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      defaultValue = "UTF-8",
      converter = Encodings.class,
      description = "How the other side writes text. Default: ${DEFAULT-VALUE}.")
  private Charset encoding = UTF_8;

  @Option(names = "--end-on-empty", description = "An empty line ends the input.")
  private boolean endOnEmpty;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description =
          "How long to wait at the end of the input, as in 500ms, 1s, 2m: over UDP for answers,"
              + " default 1s; over TCP for the other side to end, default without limit.")
  private @Nullable Duration timeout;

  @Override
  public Integer call() throws Complaint, IOException {
    Address to = parsed();
    try (Person person = person();
        Partner partner = Partner.at(to, encoding)) {
      new Dialogue(person, partner, to, patience(to.scheme()), endOnEmpty).hold();
    }
    return 0;
  }

  /// Who sends datagrams is never told that there is an end; so there is always a limit.
  private Duration patience(Scheme scheme) {
    if (timeout != null) return timeout;
    return scheme == Scheme.UDP ? DATAGRAMS : Deadlines.NEVER;
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

  private Person person() throws IOException {
    return Terminals.isInteractive()
        ? Screen.open(encoding)
        : new Pipes(System.in, System.out, System.err, encoding);
  }
}
