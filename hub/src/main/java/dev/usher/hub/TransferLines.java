package dev.usher.hub;

import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferSummary;
import java.io.PrintStream;

/// A transfer in a pipe: one line for each file.
///
/// @param answers whether the other side says what became of a file; else it is told when it is
///   sent
record TransferLines(PrintStream out, PrintStream err, TransferWords words, boolean answers)
    implements TransferView {
  @Override
  public void accept(TransferEvent event) {
    switch (event) {
      case TransferEvent.Stored stored -> out.println(words.of(stored));
      case TransferEvent.Refused refused -> err.println(TransferWords.of(refused));
      case TransferEvent.Moved moved -> {
        if (answers || moved.sent() < moved.file().size()) return;
        String name = Legible.line(moved.file().name());
        out.println(words.done() + " " + name + "  " + Bytes.text(moved.sent()));
      }
      case TransferEvent.Found _, TransferEvent.Begun _ -> {}
    }
  }

  @Override
  public void end(TransferSummary summary) {
    String limit = TransferWords.limit(summary);
    if (!limit.isEmpty()) err.println("usher: " + limit);
  }
}
