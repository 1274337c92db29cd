package dev.usher.hub;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `usher chat contacts`.
@Command(
    name = "contacts",
    description = "Keeps the contact book: who is called what, and where they are.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher chat contacts add bob 192.168.1.5:7081",
      "  usher chat contacts add 李 192.168.1.6     # whatever port he writes from",
      "  usher chat contacts list",
      "  usher chat contacts remove bob",
      "",
      "The book is a file that you may edit too, of lines NAME = \"ADDRESS\" (TOML)."
    })
final class Contacts implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--contacts",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The contact book to use instead of yours.")
  private @Nullable Path file;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  private Path book() {
    return file == null ? ContactBook.usualFile() : file;
  }

  @Command(name = "add", description = "Adds somebody, or changes their address.")
  void add(
      @Parameters(paramLabel = "NAME", description = "Letters, digits, - and _.") String name,
      @Parameters(
              paramLabel = "ADDRESS",
              description = {
                "[udp://]HOST[:PORT]. Without a port, messages go to 7081, and",
                "whatever comes from that host is theirs."
              })
          String address)
      throws Complaint {
    Contact contact = Contact.of(name, address);
    ContactBook.change(book(), book -> book.with(contact));
  }

  @Command(name = "list", description = "Prints who is in it.")
  void list() throws Complaint {
    for (Contact each : ContactBook.read(book()).contacts())
      System.out.println(each.name() + "\t" + each.written());
  }

  @Command(name = "remove", description = "Removes somebody.")
  void remove(@Parameters(paramLabel = "NAME") String name) throws Complaint {
    ContactBook.change(
        book(),
        book -> {
          Contact contact = book.named(name);
          if (contact != null) return book.without(contact);
          throw Complaint.failure("nobody in " + book.file() + " is called \"" + name + "\"");
        });
  }
}
