package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.files.FileClient;
import dev.usher.services.files.PutOptions;
import dev.usher.services.files.UploadClient;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `usher put`.
@Command(
    name = "put",
    description = "Puts files and folders into a hub.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher put report.pdf photos           # a file and a folder, to the local hub",
      "  usher put                             # choose from this folder",
      "  usher put --hub 192.168.1.5 --to in a # into the folder \"in\" of another hub",
      "  usher put --dialect upload a.jpg      # as the tutorial's server wants it",
      "",
      "What is stopped, by Ctrl-C or a lost connection, is gone on with by the same",
      "command. It exits 1 when a file was refused; standard error says why."
    })
final class Put implements Callable<Integer> {
  private static final int NATIVE = 7021;
  private static final int UPLOAD = 7020;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders; without any, on a terminal, a list to choose from.")
  private List<String> paths = List.of();

  @Mixin private TransferOptions options;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      defaultValue = "",
      description = "A folder of the hub, made if need be. Default: the outermost one.")
  private String to = "";

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      defaultValue = "native",
      description =
          "native, or upload: the tutorials' protocol, which has no answers. Port 7021 (upload:"
              + " 7020) when not said.")
  private String dialect = "native";

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "Goes with each file, for whoever runs the hub; upload only.")
  private @Nullable String message;

  @Override
  public Integer call() throws Complaint, IOException {
    options.check();
    return switch (dialect) {
      case "native" -> put();
      case "upload" -> upload();
      default -> throw Complaint.usage("--dialect: \"" + dialect + "\" is not native or upload");
    };
  }

  private int put() throws Complaint, IOException {
    if (message != null) throw Complaint.usage("--message goes with --dialect upload alone");
    Address hub = HubAddress.of(options.hub, NATIVE);
    List<Path> chosen = chosen();
    if (chosen.isEmpty()) return 0;
    PutOptions how = new PutOptions(to, options.conflict, options.durability, options.streams);
    return new Transfer(hub, new TransferWords("stored"), true, options.json, options.receipt(hub))
        .run(events -> new FileClient(hub).put(chosen, how, events));
  }

  private int upload() throws Complaint, IOException {
    if (!options.plain() || !to.isEmpty()) {
      throw Complaint.usage(
          "the upload dialect has no --to, --on-conflict, --durability, --streams or --receipt");
    }
    Address hub = HubAddress.of(options.hub, UPLOAD);
    List<Path> chosen = chosen();
    if (chosen.isEmpty()) return 0;
    String text = message == null ? "" : message;
    try {
      return new Transfer(hub, new TransferWords("sent"), false, options.json, null)
          .run(events -> new UploadClient(hub).put(chosen, text, events));
    } catch (IllegalArgumentException e) {
      throw Complaint.usage("--message: " + e.getMessage());
    }
  }

  private List<Path> chosen() throws Complaint, IOException {
    List<String> names = paths.isEmpty() ? ChoiceScreen.choose("put", Choices.here()) : paths;
    List<Path> chosen = new ArrayList<>();
    for (String name : names) chosen.add(path(name));
    return chosen;
  }

  private static Path path(String name) throws Complaint {
    try {
      return Path.of(name);
    } catch (InvalidPathException _) {
      throw Complaint.usage(
          "\""
              + name
              + "\" is no name in the locale's encoding, "
              + System.getProperty("sun.jnu.encoding")
              + "; set LC_ALL=C.UTF-8, and try again");
    }
  }
}
