package dev.usher.bench;

import dev.usher.services.Address;
import dev.usher.services.files.Conflict;
import dev.usher.services.files.Durability;
import dev.usher.services.files.FileClient;
import dev.usher.services.files.GetOptions;
import dev.usher.services.files.PutOptions;
import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `put PORT PATH DURABILITY STREAMS` or `get PORT NAME FOLDER DURABILITY STREAMS`: a client of
/// [FileHub] in a process of its own. Prints what it waited for.
final class FileMove {
  private static final List<Long> STORED = new ArrayList<>(); // when each was

  private FileMove() {}

  public static void main(String[] args) throws Exception {
    FileClient client = new FileClient(Address.tcp("127.0.0.1", Integer.parseInt(args[1])));
    Durability durability = Durability.valueOf(args[args.length - 2]);
    int streams = Integer.parseInt(args[args.length - 1]);
    TransferSummary summary =
        args[0].equals("put")
            ? client.put(
                List.of(Path.of(args[2])),
                new PutOptions("", Conflict.REFUSE, durability, streams),
                FileMove::complain)
            : client.get(
                List.of(args[2]),
                Path.of(args[3]),
                new GetOptions(Conflict.REFUSE, durability, streams),
                FileMove::complain);
    System.err.println(summary);
    tellTenths();
    if (summary.refused() > 0) System.exit(1);
  }

  /// Whether it became slower towards the end.
  private static void tellTenths() {
    int tenth = STORED.size() / 10;
    if (tenth < 100) return;
    double first = (STORED.get(tenth) - STORED.getFirst()) / 1e9;
    double last = (STORED.getLast() - STORED.get(STORED.size() - 1 - tenth)) / 1e9;
    System.err.printf(
        Locale.ROOT, "first tenth %,.0f files/s, last %,.0f%n", tenth / first, tenth / last);
  }

  private static void complain(TransferEvent event) {
    if (event instanceof TransferEvent.Stored) STORED.add(System.nanoTime());
    if (event instanceof TransferEvent.Refused refused) System.err.println(refused);
  }
}
