package dev.usher.services.files;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// What a transfer has done so far, and where its time went. Shared by its streams.
final class Meter {
  private final long begun = System.nanoTime();
  private final LongAdder files = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder resumed = new LongAdder();
  private final LongAdder repaired = new LongAdder();
  private final LongAdder network = new LongAdder();
  private final LongAdder disk = new LongAdder();
  private final LongAdder hash = new LongAdder();

  /// Counts what an event tells.
  void count(TransferEvent event) {
    switch (event) {
      case TransferEvent.Stored _ -> files.increment();
      case TransferEvent.Refused _ -> refused.increment();
      case TransferEvent.Begun begun -> resumed.add(begun.resumed());
      case TransferEvent.Found _, TransferEvent.Moved _ -> {}
    }
  }

  void moved(long count) {
    bytes.add(count);
  }

  void repaired(long count) {
    repaired.add(count);
  }

  /// Adds the time since `from` to what the network took; returns the time now.
  long network(long from) {
    return add(network, from);
  }

  /// Adds the time since `from` to what files took; returns the time now.
  long disk(long from) {
    return add(disk, from);
  }

  /// Adds the time since `from` to what hashes took; returns the time now.
  long hash(long from) {
    return add(hash, from);
  }

  private static long add(LongAdder sum, long from) {
    long now = System.nanoTime();
    sum.add(now - from);
    return now;
  }

  TransferSummary summary() {
    return new TransferSummary(
        files.sum(),
        refused.sum(),
        bytes.sum(),
        resumed.sum(),
        repaired.sum(),
        Duration.ofNanos(System.nanoTime() - begun),
        Duration.ofNanos(network.sum()),
        Duration.ofNanos(disk.sum()),
        Duration.ofNanos(hash.sum()));
  }
}
