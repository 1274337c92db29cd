package dev.usher.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/// A terminal with a line being typed at its bottom; what is printed appears above, and the line
/// stays as it is. One thread types, any may print.
final class Desk implements AutoCloseable {
  private static final Duration LET_GO = Duration.ofSeconds(1);
  private static final int USUAL_WIDTH = 80;

  private final Terminal terminal;
  private final LineReaderImpl reader;
  private final boolean colours;
  private final Queue<String> pasted = new ArrayDeque<>();
  private boolean closed;
  private volatile boolean interrupted;
  private volatile @Nullable Thread typist;

  /// @param colours whether type may be bold or coloured
  Desk(Terminal terminal, boolean colours) {
    this.terminal = terminal;
    this.colours = colours;
    reader =
        (LineReaderImpl)
            LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_INCREMENTAL, false)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
  }

  /// That of whoever runs this program.
  static Desk open() throws IOException {
    return new Desk(TerminalBuilder.builder().system(true).build(), Terminals.colours());
  }

  /// Waits for the next line; null at Ctrl-D, and at Ctrl-C, which [#interrupted] tells.
  @Nullable String line(String prompt) {
    typist = Thread.currentThread();
    if (pasted.isEmpty()) {
      try {
        pasted.addAll(Arrays.asList(reader.readLine(plain(prompt)).split("\n", -1)));
      } catch (EndOfFileException _) {
        return null;
      } catch (UserInterruptException _) {
        interrupted = true;
        return null;
      }
    }
    return pasted.remove();
  }

  /// JLine takes `%` for the beginning of something.
  private static String plain(String prompt) {
    return prompt.replace("%", "%%");
  }

  /// Whether the last line ended by Ctrl-C.
  boolean interrupted() {
    return interrupted;
  }

  /// Whether a line is waited for in which nothing stands yet.
  boolean atEmptyLine() {
    return reader.isReading() && reader.getBuffer().length() == 0;
  }

  /// Runs a task each time when a line is asked for, before its prompt is shown; not for those that
  /// were pasted behind the first.
  void whenLineBegins(Runnable task) {
    reader
        .getWidgets()
        .put(
            LineReader.CALLBACK_INIT,
            () -> {
              task.run();
              return true;
            });
  }

  /// Changes the prompt of the line that is being typed; seen with what is printed next.
  void prompt(String prompt) {
    if (reader.isReading()) reader.setPrompt(plain(prompt));
  }

  /// How many columns there are.
  int width() {
    int width = terminal.getColumns();
    return width > 0 ? width : USUAL_WIDTH;
  }

  boolean colours() {
    return colours;
  }

  /// Prints one or more lines; nothing once it is closed.
  synchronized void print(AttributedString lines) {
    if (!closed) reader.printAbove(lines);
  }

  /// Prints something that is not part of a conversation.
  void note(String text) {
    AttributedStyle style = colours ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
    print(new AttributedString("(" + text + ")", style));
  }

  /// Gives the terminal back.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) return;
      closed = true;
    }
    dismissTypist();
    try {
      terminal.close();
    } catch (IOException _) {
      // the terminal is gone, and with it whoever could be told
    }
  }

  /// JLine must have let go of the terminal before it is closed.
  private void dismissTypist() {
    Thread typist = this.typist;
    if (typist == null || typist.equals(Thread.currentThread())) return;
    typist.interrupt();
    try {
      boolean _ = typist.join(LET_GO);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
