package dev.usher.services.files;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Tells what happens in a transfer: one event at a time, each file's end once, whatever stream it
/// comes from. Folders are told of only when they are refused.
final class Telling {
  private final Consumer<TransferEvent> events;
  private final Meter meter = new Meter();
  private final Set<String> shared = new HashSet<>(); // files that are told of already
  private long files;
  private long bytes;

  Telling(Consumer<TransferEvent> events) {
    this.events = events;
  }

  Meter meter() {
    return meter;
  }

  /// One more file was found by this side's manifest.
  synchronized void found(Entry entry) {
    if (entry.kind() == Entry.Kind.FOLDER) return;
    files++;
    bytes += entry.size();
    events.accept(new TransferEvent.Found(files, bytes, false));
  }

  /// The manifest has no more.
  synchronized void foundAll() {
    events.accept(new TransferEvent.Found(files, bytes, true));
  }

  synchronized void tell(TransferEvent event) {
    switch (event) {
      case TransferEvent.Begun begun -> {
        if (!first(begun.file(), "begun ")) return;
      }
      case TransferEvent.Stored stored -> {
        if (!first(stored.file(), "ended ")) return;
      }
      case TransferEvent.Refused refused -> {
        if (!first(refused.file(), "ended ")) return;
      }
      case TransferEvent.Moved _, TransferEvent.Found _ -> {}
    }
    meter.count(event);
    events.accept(event);
  }

  private boolean first(TransferFile file, String what) {
    return file.size() < Sharing.SHARED || shared.add(what + file.number());
  }
}
