package dev.usher.services.files;

import dev.usher.services.Address;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// One side of a transfer in a process of its own: `hub DATA PORT`, `put PORT FILE` or `get PORT
/// NAME FOLDER`. Tells what happens line by line.
final class FileChild {
  private static final PrintStream OUT = System.out;

  private FileChild() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("hub")) {
      OpenHub hub = new OpenHub(Path.of(args[1]), "tcp://127.0.0.1:" + args[2]);
      OUT.println("listening " + hub.port());
      Thread.currentThread().join();
    }
    FileClient client = new FileClient(Address.tcp("127.0.0.1", Integer.parseInt(args[1])));
    try {
      OUT.println(args[0].equals("put") ? put(client, args) : get(client, args));
    } catch (IOException e) {
      OUT.println("lost " + e.getMessage());
      System.exit(1);
    }
  }

  private static TransferSummary put(FileClient client, String... args) throws Exception {
    PutOptions options = new PutOptions("", Conflict.REFUSE, Durability.BATCH, 1);
    return client.put(List.of(Path.of(args[2])), options, FileChild::tell);
  }

  private static TransferSummary get(FileClient client, String... args) throws Exception {
    GetOptions options = new GetOptions(Conflict.REFUSE, Durability.BATCH, 1);
    return client.get(List.of(args[2]), Path.of(args[3]), options, FileChild::tell);
  }

  private static void tell(TransferEvent event) {
    switch (event) {
      case TransferEvent.Begun begun -> OUT.println("begun " + begun.resumed());
      case TransferEvent.Moved moved -> OUT.println("verified " + moved.verified());
      case TransferEvent.Stored stored -> OUT.println("stored " + stored.name());
      case TransferEvent.Refused refused -> OUT.println("refused " + refused.text());
      case TransferEvent.Found _ -> {}
    }
  }
}
