package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.files.Entry;
import dev.usher.services.files.FileClient;
import dev.usher.services.files.GetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `usher get`.
@Command(
    name = "get",
    description = "Gets files and folders of a hub into the current folder.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher get report.pdf photos           # a file and a folder, of the local hub",
      "  usher get                             # choose from the hub's files",
      "  usher get --hub 192.168.1.5 'in/*.jpg'",
      "",
      "What is stopped, by Ctrl-C or a lost connection, is gone on with by the same",
      "command. It exits 1 when a file was refused; standard error says why."
    })
final class Get implements Callable<Integer> {
  private static final int NATIVE = 7021;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = {
        "Files and folders as \"usher ls\" has them; in the last of a path's names, * and ? stand for"
            + " anything. Without any, on a terminal, a list to choose from."
      })
  private List<String> names = List.of();

  @Mixin private TransferOptions options;

  Path into = Path.of("").toAbsolutePath(); // a training has another

  @Override
  public Integer call() throws Complaint, IOException {
    options.check();
    Address hub = HubAddress.of(options.hub, NATIVE);
    FileClient client = new FileClient(hub);
    List<String> chosen = names.isEmpty() ? ChoiceScreen.choose("get", there(hub, client)) : names;
    if (chosen.isEmpty()) return 0;
    GetOptions how = new GetOptions(options.conflict, options.durability, options.streams);
    return new Transfer(hub, new TransferWords("got"), true, options.json, options.receipt(hub))
        .run(events -> client.get(chosen, into, how, events));
  }

  private static List<String> there(Address hub, FileClient client) throws Complaint {
    if (!Terminals.isInteractive()) return List.of(); // refused for that by whoever asks
    List<String> found = new ArrayList<>();
    try {
      client.list("", false, entry -> found.add(name(entry)));
    } catch (IOException e) {
      throw Ls.failed(hub, e);
    }
    return found;
  }

  private static String name(Entry entry) {
    return entry.kind() == Entry.Kind.FOLDER ? entry.path() + "/" : entry.path();
  }
}
