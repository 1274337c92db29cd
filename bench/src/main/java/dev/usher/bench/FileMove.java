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
import java.util.List;

/// `put PORT PATH DURABILITY STREAMS` or `get PORT NAME FOLDER DURABILITY STREAMS`: a client of
/// [FileHub] in a process of its own. Prints what it waited for.
final class FileMove {
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
    if (summary.refused() > 0) System.exit(1);
  }

  private static void complain(TransferEvent event) {
    if (event instanceof TransferEvent.Refused refused) System.err.println(refused);
  }
}
