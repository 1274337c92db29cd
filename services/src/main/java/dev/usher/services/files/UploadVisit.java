package dev.usher.services.files;

import dev.usher.kit.Ended;
import dev.usher.kit.EndedException;
import dev.usher.kit.StreamConnection;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One client of `files.upload`: its files, one after the other (U1 to U12).
final class UploadVisit {
  private final StreamConnection<byte[]> client;
  private final Store store;
  private final Durability durability;
  private final UploadLog log;

  UploadVisit(StreamConnection<byte[]> client, Store store, Durability durability, UploadLog log) {
    this.client = client;
    this.store = store;
    this.durability = durability;
    this.log = log;
  }

  /// Holds the conversation on the present thread.
  void hold() throws IOException, InterruptedException {
    for (UploadHeader header; (header = header()) != null; ) file(header);
  }

  /// The next one; null when there is none.
  private @Nullable UploadHeader header() throws ProtocolException {
    try {
      byte[] header = client.receive();
      return header == null ? null : UploadHeader.parse(header);
    } catch (ProtocolException e) {
      refused(null, String.valueOf(e.getMessage()));
      throw e;
    } catch (EndedException e) {
      String why = inHeader(e.ended());
      if (why != null) refused(null, "a header was refused: " + why);
      throw e;
    }
  }

  /// What is wrong with a header of which not all came; null when none had begun for certain.
  private static @Nullable String inHeader(Ended ended) {
    return switch (ended) {
      case Ended.Malformed _ -> "its length is not 1 to 65536; is it in another byte order? (U1)";
      case Ended.Truncated(int bytes) -> "the stream ended after " + bytes + " bytes of it (U6)";
      case Ended.TooSlow _ -> "it came too slowly";
      case Ended.ByHandler _,
          Ended.ByPeer _,
          Ended.Drained _,
          Ended.Idle _,
          Ended.Lost _,
          Ended.Cut _,
          Ended.Evicted _,
          Ended.Failed _ ->
          null;
    };
  }

  private void file(UploadHeader header) throws InterruptedException {
    try (UploadBody body = new UploadBody(client, header.size())) {
      log.note(Instant.now(), client.peer(), header, outcome(header, body));
      body.skip(); // what is left of a file that is refused (U9)
    }
  }

  private Outcome outcome(UploadHeader header, UploadBody body) throws InterruptedException {
    try {
      return new Outcome.Stored(stored(header, body));
    } catch (StoreException e) {
      return new Outcome.Refused(e);
    } catch (EndedException e) {
      refused(header, body.progress() + ": " + e.getMessage()); // U11
      throw e;
    }
  }

  private void refused(@Nullable UploadHeader header, String why) {
    StoreException cause = new StoreException(Trouble.FAILED, why);
    log.note(Instant.now(), client.peer(), header, new Outcome.Refused(cause));
  }

  private Published stored(UploadHeader header, UploadBody body)
      throws StoreException, InterruptedException {
    Incoming file =
        new Incoming(
            StorePath.of(header.name()),
            header.size(),
            Instant.now(),
            false,
            ThreadLocalRandom.current().nextLong()); // U10: files of one name never mix
    return header.size() <= Pieces.SIZE ? small(file, body) : large(file, body);
  }

  private Published small(Incoming file, UploadBody body) throws StoreException {
    store.check(file.path());
    try (Batch batch = store.batch(durability)) {
      batch.add(file, body.next((int) file.size()), Conflict.RENAME);
      return switch (batch.publish().getFirst()) {
        case Outcome.Stored(Published published) -> published;
        case Outcome.Refused(StoreException why) -> throw why;
      };
    }
  }

  private Published large(Incoming file, UploadBody body)
      throws StoreException, InterruptedException {
    try (Partial partial = store.receiveAll(file, durability)) {
      boolean whole = false;
      try {
        for (Run run; (run = partial.claim(1)) != null; ) {
          partial.verified(run.first(), body.block(partial, file.size(), run.first()));
        }
        Published published = partial.publish(Conflict.RENAME);
        whole = true;
        return published;
      } finally {
        if (!whole) partial.discard(); // U11
      }
    }
  }
}
