package dev.usher.hub;

import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferSummary;
import java.util.function.Consumer;

/// Whoever is shown a transfer. Events come one at a time, on any thread.
sealed interface TransferView extends Consumer<TransferEvent>, AutoCloseable
    permits TransferScreen, TransferLines, TransferJson {
  /// All is over, and nothing was lost on the way.
  void end(TransferSummary summary);

  /// Takes away what would not be true any more.
  @Override
  default void close() {}
}
