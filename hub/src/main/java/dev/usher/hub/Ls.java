package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Address;
import dev.usher.services.Json;
import dev.usher.services.files.Entry;
import dev.usher.services.files.FileClient;
import dev.usher.services.files.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `usher ls`.
@Command(
    name = "ls",
    description = "Lists the files of a hub.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher ls                              # of the local hub, the outermost folder",
      "  usher ls -l photos                    # with sizes and times, what is in a folder",
      "  usher ls -R --hub 192.168.1.5 '*.jpg'",
      "",
      "A folder ends with /. With -l, * marks what may be run. It exits 1 when nothing",
      "has the name."
    })
final class Ls implements Callable<Integer> {
  private static final int NATIVE = 7021;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      defaultValue = "",
      description = "A path, in whose last name * and ? stand for anything.")
  private String pattern = "";

  @Option(names = "-l", description = "With sizes and times.")
  private boolean details;

  @Option(names = "-R", description = "With what is in folders.")
  private boolean deep;

  @Option(names = "--json", description = "One JSON object on a line for each.")
  private boolean json;

  @Option(
      names = "--hub",
      paramLabel = "HOST[:PORT]",
      description = "The hub, also as unix:PATH. Default: the local one.")
  private @Nullable String hub;

  @Override
  public Integer call() throws Complaint {
    Address at = HubAddress.of(hub, NATIVE);
    PrintStream out = new PrintStream(System.out, false, UTF_8); // whatever the locale
    boolean[] any = new boolean[1];
    try {
      new FileClient(at)
          .list(
              pattern,
              deep,
              entry -> {
                any[0] = true;
                out.println(json ? json(entry) : details ? details(entry) : name(entry));
              });
    } catch (IOException e) {
      throw failed(at, e);
    } finally {
      out.flush();
    }
    if (any[0] || !isWild(pattern)) return 0;
    throw Complaint.failure("nothing there is called \"" + pattern + "\"");
  }

  private static boolean isWild(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }

  /// Why a hub could not be asked.
  static Complaint failed(Address hub, IOException e) {
    return switch (e) {
      case StoreException _ -> Complaint.failure(String.valueOf(e.getMessage()));
      case UnknownHostException _ ->
          Complaint.failure("no machine called \"" + hub.host() + "\" is known");
      case ConnectException _ -> Transfer.unreachable(hub, e);
      default -> Complaint.failure(String.valueOf(e.getMessage()));
    };
  }

  private static String name(Entry entry) {
    return Legible.line(entry.path()) + (isFolder(entry) ? "/" : "");
  }

  private static boolean isFolder(Entry entry) {
    return entry.kind() == Entry.Kind.FOLDER;
  }

  private static String details(Entry entry) {
    String size = isFolder(entry) ? "-" : String.format(Locale.ROOT, "%,d", entry.size());
    return String.format(
        Locale.ROOT,
        "%15s  %s %s %s",
        size,
        TIME.format(entry.modified()),
        entry.executable() && !isFolder(entry) ? "*" : " ",
        name(entry));
  }

  private static String json(Entry entry) {
    return Json.line(line -> {
      line.writeStringProperty("path", entry.path());
      line.writeStringProperty("kind", isFolder(entry) ? "folder" : "file");
      line.writeNumberProperty("size", entry.size());
      line.writeStringProperty("modified", entry.modified().toString());
      line.writeBooleanProperty("executable", entry.executable());
    });
  }
}
