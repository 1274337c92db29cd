package dev.usher.hub;

import dev.usher.services.Address;
import dev.usher.services.files.Conflict;
import dev.usher.services.files.Durability;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that `put` and `get` share.
final class TransferOptions {
  private static final int MOST_STREAMS = 16;

  @Option(
      names = "--hub",
      paramLabel = "HOST[:PORT]",
      description = "The hub, also as unix:PATH. Default: the local one.")
  @Nullable String hub;

  @Option(
      names = "--on-conflict",
      paramLabel = "WHAT",
      defaultValue = "refuse",
      converter = Conflicts.class,
      completionCandidates = Conflicts.class,
      description =
          "What to do where other content has the name: refuse, rename or replace."
              + " Default: ${DEFAULT-VALUE}.")
  Conflict conflict = Conflict.REFUSE;

  @Option(
      names = "--durability",
      paramLabel = "WHEN",
      defaultValue = "batch",
      converter = Durabilities.class,
      completionCandidates = Durabilities.class,
      description =
          "When a file counts as stored: none, once the system has it; batch, once the disk has"
              + " it, together with others; each, one by one. Default: ${DEFAULT-VALUE}.")
  Durability durability = Durability.BATCH;

  @Option(
      names = "--streams",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "Connections that share the work, 1 to 16. Default: ${DEFAULT-VALUE}.")
  int streams = 1;

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description =
          "Writes what was stored as JSON: names, sizes, roots, durability, the time there.")
  private @Nullable Path receipt;

  @Option(names = "--json", description = "One JSON object on a line for each event.")
  boolean json;

  void check() throws Complaint {
    if (streams < 1 || streams > MOST_STREAMS) {
      throw Complaint.usage("--streams must be 1 to " + MOST_STREAMS + ", not " + streams);
    }
  }

  @Nullable Receipt receipt(Address at) {
    return receipt == null ? null : new Receipt(receipt, at.toString());
  }

  /// Whether only what the upload dialect knows too was asked for.
  boolean plain() {
    return conflict == Conflict.REFUSE
        && durability == Durability.BATCH
        && streams == 1
        && receipt == null;
  }
}
