package dev.usher.hub;

import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// A transfer on a terminal: a few lines that are drawn again in their place, ten times a second at
/// most. Safe for several threads.
final class TransferScreen implements TransferView {
  private static final long APART = 100; // milliseconds
  private static final int USUAL_WIDTH = 80;
  private static final int TOLD = 20; // files that have a line each in the end

  private final Terminal terminal;
  private final PrintStream out;
  private final TransferWords words;
  private final Tally tally;
  private final Thread painter;
  private int drawn; // lines
  private long told;
  private boolean closed;

  private TransferScreen(Terminal terminal, PrintStream out, TransferWords words, boolean answers) {
    this.terminal = terminal;
    this.out = out;
    this.words = words;
    tally = new Tally(answers);
    painter = Thread.ofVirtual().unstarted(this::paint);
  }

  /// @param answers whether the other side says what became of a file
  static TransferScreen open(PrintStream out, TransferWords words, boolean answers)
      throws IOException {
    // Signals are ours: JLine would make Ctrl-C end the program at once.
    Terminal terminal = TerminalBuilder.builder().system(true).nativeSignals(false).build();
    var screen = new TransferScreen(terminal, out, words, answers);
    screen.painter.start();
    return screen;
  }

  @Override
  public synchronized void accept(TransferEvent event) {
    tally.accept(event, System.nanoTime());
    switch (event) {
      case TransferEvent.Stored stored -> {
        if (told < TOLD || TransferWords.isRenamed(stored)) tell(words.of(stored));
      }
      case TransferEvent.Refused refused -> tell(TransferWords.of(refused));
      case TransferEvent.Found _, TransferEvent.Begun _, TransferEvent.Moved _ -> {}
    }
  }

  /// A line that stays, above those that are drawn again.
  private void tell(String line) {
    told++;
    out.print(erased() + line + "\n");
    drawn = 0;
  }

  private String erased() {
    return drawn == 0 ? "" : "\033[" + drawn + "F\033[J";
  }

  private synchronized void paint() {
    try {
      TimeUnit.MILLISECONDS.timedWait(this, 3 * APART); // what is over by then needs no drawing
      while (!closed) {
        draw();
        TimeUnit.MILLISECONDS.timedWait(this, APART);
      }
    } catch (InterruptedException _) {
      // nobody interrupts it but the end of the program
    }
  }

  private void draw() {
    int columns = terminal.getColumns();
    int width = Math.max(2, (columns > 0 ? columns : USUAL_WIDTH) - 1); // some wrap a full line
    List<String> lines =
        new TransferText(width, Terminals.colours()).lines(tally, System.nanoTime());
    StringBuilder text = new StringBuilder("\033[?25l").append(erased());
    for (String line : lines) text.append(line).append('\n');
    out.print(text.append("\033[?25h"));
    out.flush();
    drawn = lines.size();
  }

  @Override
  public synchronized void end(TransferSummary summary) {
    clear();
    out.println(words.of(summary));
    String limit = TransferWords.limit(summary);
    if (!limit.isEmpty()) out.println(limit);
  }

  private void clear() {
    out.print(erased());
    out.flush();
    drawn = 0;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) return;
      closed = true;
      notifyAll();
      clear();
    }
    try {
      terminal.close();
    } catch (IOException _) {
      // the terminal is gone, and with it whoever could be told
    }
  }
}
