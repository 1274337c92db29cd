package dev.usher.services.files;

import java.time.Duration;
import java.util.function.Consumer;

/// What an [UploadClient] tells while it works, and in the end. For one thread.
final class UploadReport {
  private final Consumer<TransferEvent> events;
  private final long begun = System.nanoTime();
  private long files;
  private long refused;
  private long bytes;
  private long network; // nanoseconds
  private long disk;

  UploadReport(Consumer<TransferEvent> events) {
    this.events = events;
  }

  void tell(TransferEvent event) {
    events.accept(event);
  }

  void refused(TransferFile file, Trouble trouble, String text) {
    refused++;
    tell(new TransferEvent.Refused(file, trouble, text));
  }

  void sent() {
    files++;
  }

  void moved(TransferFile file, long sent, int more) {
    bytes += more;
    tell(new TransferEvent.Moved(file, sent, 0, 0));
  }

  /// Adds the time since `from` to what the network took; returns the time now.
  long network(long from) {
    long now = System.nanoTime();
    network += now - from;
    return now;
  }

  /// Adds the time since `from` to what files took; returns the time now.
  long disk(long from) {
    long now = System.nanoTime();
    disk += now - from;
    return now;
  }

  TransferSummary summary() {
    return new TransferSummary(
        files,
        refused,
        bytes,
        0,
        0,
        Duration.ofNanos(System.nanoTime() - begun),
        Duration.ofNanos(network),
        Duration.ofNanos(disk),
        Duration.ZERO);
  }
}
