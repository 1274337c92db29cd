package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Doorway;
import dev.usher.services.Scheme;
import dev.usher.services.chat.Audience;
import dev.usher.services.chat.ChatHost;
import dev.usher.services.chat.History;
import dev.usher.services.chat.Journal;
import dev.usher.services.chat.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `usher chat host`.
@Command(
    name = "host",
    description = "Lets anybody write to you in datagrams, and you answer each.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher chat host                            # try it: nc -u 127.0.0.1 7081",
      "  usher chat host --listen udp://192.168.1.5:7081",
      "  usher chat host --listen 'udp://0.0.0.0:7081?from=192.168.0.0/16'",
      "  usher chat host <answers | bot >answers    # answers: a named pipe (mkfifo)",
      "",
      "On a terminal: each message appears above the line that you type, which goes to",
      "the one that the prompt names; @WHO TEXT goes to somebody else, /help says more.",
      "In a pipe: each message is a JSON line of the output, with time, from, name and",
      "text; each line \"@ADDRESS TEXT\" of the input is sent; the end of the input ends",
      "it. Nothing is ever answered by itself. What is said is kept in chat/ of the",
      "data folder, at most 64 MiB of it."
    })
final class Host implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Stop stop = new Stop();

  /// Tells the operator what goes wrong; on the terminal, once there is one.
  private volatile Consumer<String> notes = Host::complain;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = {"[udp://]HOST[:PORT][?from=CIDR,CIDR].", "Default: udp://127.0.0.1:7081."})
  private String listen = ChatHost.USUAL.toString();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps the history here instead of in your data folder.")
  private @Nullable Path data;

  @Option(
      names = "--contacts",
      paramLabel = "FILE",
      description = "The contact book to find names in, instead of yours.")
  private @Nullable Path contacts;

  @Override
  public Integer call() throws Complaint, IOException, InterruptedException {
    Path book = contacts == null ? ContactBook.usualFile() : contacts;
    ContactNames names = new ContactNames(ContactBook.read(book));
    Doorway at = doorway(listen);
    Path folder = (data == null ? DataFolder.usual() : data).resolve("chat");
    try (DataFolder _ = DataFolder.hold(folder, "chat host", "chat");
        History history = history(folder)) {
      return Terminals.isInteractive()
          ? console(at, names, history, book)
          : filter(at, names, history, book);
    }
  }

  /// @throws Complaint when datagrams cannot be received there
  static Doorway doorway(String listen) throws Complaint {
    try {
      Address address = Address.parse(listen, List.of(ChatHost.USUAL)).getFirst();
      Set<String> options = address.options().keySet();
      if (address.scheme() != Scheme.UDP || !Set.of("from").containsAll(options)) {
        throw Complaint.usage(
            "\""
                + listen
                + "\" is not [udp://]HOST[:PORT][?from=CIDR,CIDR], where chat can listen");
      }
      return new Doorway(address, Set.of(), new Notices(System.err).of(ChatHost.DOOR));
    } catch (AddressException e) {
      throw Complaint.usage(e.getMessage());
    }
  }

  private History history(Path folder) throws Complaint {
    try {
      return History.open(
          folder, e -> notes.accept("the history is kept no more: " + DataFolder.cause(e)));
    } catch (IOException e) {
      throw Complaint.failure("cannot keep the history in " + folder + ": " + DataFolder.cause(e));
    }
  }

  /// Binds, or says why it cannot.
  static ChatHost open(Doorway at, Names names, Journal journal, Audience audience)
      throws Complaint {
    try {
      return ChatHost.open(at.packets(), InstantSource.system(), names, journal, audience);
    } catch (IOException e) {
      throw Complaint.failure(
          "cannot listen at "
              + at.address()
              + ": "
              + e.getMessage()
              + "; name another by --listen");
    }
  }

  /// Its address as it is written in a command line.
  static String where(ChatHost host) {
    return Address.bound(Scheme.UDP, host.address()).toString();
  }

  private static void complain(String text) {
    System.err.println("usher: " + text);
  }

  private int console(Doorway at, ContactNames names, History history, Path book)
      throws Complaint, IOException, InterruptedException {
    stop.listen("TERM", "HUP"); // Ctrl-C is the line editor's
    try (Desk desk = Desk.open();
        Showing showing = new Showing(_ -> stop.now());
        ChatHost host = open(at, names, history, showing)) {
      notes = desk::note;
      desk.note("chat at " + where(host) + "; /help says what you can type");
      Recipients recipients = new Recipients(book, names, host.guests());
      HostConsole console = new HostConsole(desk, names, history, host, recipients);
      showing.on(console);
      stop.whenLeft(console::operate);
      stop.await();
    } finally {
      notes = Host::complain; // the history may fail once more when it is closed
    }
    return 0;
  }

  private int filter(Doorway at, ContactNames names, History history, Path book)
      throws Complaint, InterruptedException {
    stop.listen();
    HostFilter filter = new HostFilter(System.in, System.out, System.err, stop::now);
    try (ChatHost host = open(at, names, history, filter)) {
      System.err.println("usher: " + ChatHost.DOOR + " at " + where(host));
      Recipients recipients = new Recipients(book, names, host.guests());
      stop.whenLeft(() -> filter.answer(host, recipients));
      stop.await();
      host.drain(GRACE);
    }
    return filter.troubled() ? 1 : 0;
  }
}
