package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferSummary;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/// A transfer in a pipe: one line for each file. Lines that follow each other in less than a tenth
/// of a second leave together, since each that leaves alone costs as much as a small file.
final class TransferLines implements TransferView {
  private static final long APART = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintStream out;
  private final PrintStream err;
  private final TransferWords words;
  private final boolean answers;
  private long flushed = System.nanoTime() - APART;

  /// @param answers whether the other side says what became of a file; else it is told when it is
  ///   sent
  TransferLines(OutputStream out, PrintStream err, TransferWords words, boolean answers) {
    this.out = new PrintStream(new BufferedOutputStream(out), false, UTF_8);
    this.err = err;
    this.words = words;
    this.answers = answers;
  }

  @Override
  public synchronized void accept(TransferEvent event) {
    switch (event) {
      case TransferEvent.Stored stored -> out.println(words.of(stored));
      case TransferEvent.Refused refused -> err.println(TransferWords.of(refused));
      case TransferEvent.Moved moved -> tell(moved);
      case TransferEvent.Found _, TransferEvent.Begun _ -> {}
    }
    long now = System.nanoTime();
    if (now - flushed < APART) return;
    flushed = now;
    out.flush();
  }

  private void tell(TransferEvent.Moved moved) {
    if (answers || moved.sent() < moved.file().size()) return;
    String name = Legible.line(moved.file().name());
    out.println(words.done() + " " + name + "  " + Bytes.text(moved.sent()));
  }

  @Override
  public void end(TransferSummary summary) {
    close();
    String limit = TransferWords.limit(summary);
    if (!limit.isEmpty()) err.println("usher: " + limit);
  }

  @Override
  public synchronized void close() {
    out.flush();
  }
}
