package dev.usher.hub;

import dev.usher.services.Doorway;
import dev.usher.services.chat.Audience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `usher chat`.
@Command(
    name = "chat",
    description = "Writes to people and hears them, in datagrams.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher chat contacts add bob 192.168.1.5:7081",
      "  usher chat bob                        # talk with him",
      "  usher chat                            # choose whom to talk to",
      "  usher chat --listen 0.0.0.0:7081 bob  # anybody may write to you, too",
      "  echo hello | usher chat bob           # print what comes within 5s",
      "  usher chat host                       # answer many, or let a bot do it",
      "",
      "/to NAME turns to somebody else, quit leaves, /help says more. In a pipe, each",
      "message that comes is a line \"NAME: TEXT\"; it exits 1 when something was sent",
      "and nothing at all came back."
    })
final class Chat implements Callable<Integer> {
  private final Stop stop = new Stop();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A contact, or an ADDRESS: [udp://]HOST[:PORT], port 7081 when not said.")
  private @Nullable String name;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = {
        "Lets strangers write to you here: [udp://]HOST[:PORT][?from=CIDR,CIDR].",
        "You write from there, too."
      })
  private @Nullable String listen;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Durations.class,
      description =
          "After how long somebody is said to be silent; in a pipe also how long it waits for"
              + " answers at the end. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(5);

  @Option(names = "--json", description = "In a pipe: messages as JSON lines, as of chat host.")
  private boolean json;

  @Option(
      names = "--contacts",
      paramLabel = "FILE",
      description = "The contact book to use instead of yours.")
  private @Nullable Path contacts;

  /// With the subcommand that is meant, or with both when that is not so plain: each costs 10 to 20
  /// ms.
  static CommandLine command(String... arguments) {
    CommandLine chat = new CommandLine(Chat.class);
    String word = arguments.length < 2 ? "" : arguments[1];
    boolean plain = !word.isEmpty() && !word.startsWith("-");
    if (!plain || word.equals("host")) chat.addSubcommand(Host.class);
    if (!plain || word.equals("contacts")) chat.addSubcommand(Contacts.class);
    return chat;
  }

  @Override
  public Integer call() throws Complaint, IOException, InterruptedException {
    Path book = contacts == null ? ContactBook.usualFile() : contacts;
    ContactBook known = ContactBook.read(book);
    ContactNames names = new ContactNames(known);
    Doorway at = listen == null ? null : Host.doorway(listen);
    if (Terminals.isInteractive()) {
      if (name == null && at == null && known.contacts().isEmpty()) throw nobody(book);
      return console(at, book, names);
    }
    if (name == null) throw Complaint.usage("in a pipe, say whom to talk to: usher chat NAME");
    return pipe(at, book, names, name);
  }

  private static Complaint nobody(Path book) {
    return Complaint.failure(
        "nobody is in your contact book "
            + book
            + "; usher chat contacts add NAME ADDRESS, or usher chat ADDRESS");
  }

  private int console(@Nullable Doorway at, Path book, ContactNames names)
      throws Complaint, IOException, InterruptedException {
    stop.listen("TERM", "HUP"); // Ctrl-C is the line editor's
    try (Desk desk = Desk.open();
        Showing showing = new Showing(_ -> stop.now());
        ChatClient client = new ChatClient(at, names, timeout, showing, desk::note)) {
      Recipients recipients = new Recipients(book, names, client.guests());
      ClientConsole console = new ClientConsole(desk, names, book, recipients, client);
      if (name != null) console.turnTo(recipients.find(name));
      else if (!console.choose(at != null)) return 0;
      if (client.where() != null) desk.note("others write to you at " + client.where());
      showing.on(console);
      stop.whenLeft(console::operate);
      stop.await();
    }
    return 0;
  }

  private int pipe(@Nullable Doorway at, Path book, ContactNames names, String first)
      throws Complaint, InterruptedException {
    stop.listen();
    ClientPipe pipe = new ClientPipe(System.in, System.out, System.err, json, stop::now);
    Audience audience = pipe;
    Consumer<String> notes = pipe::note;
    try (ChatClient client = new ChatClient(at, names, timeout, audience, notes)) {
      if (client.where() != null) pipe.note("others write to you at " + client.where());
      Recipients recipients = new Recipients(book, names, client.guests());
      var to = recipients.find(first);
      stop.whenLeft(() -> pipe.talk(client, recipients, to, timeout));
      stop.await();
      return pipe.troubled() || client.unheard() ? 1 : 0;
    }
  }
}
