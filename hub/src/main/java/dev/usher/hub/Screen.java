package dev.usher.hub;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/// A person at a terminal. What arrives is printed above the line being typed, which stays as it
/// is.
final class Screen implements Person {
  /// How long half a line is held back: the other half may be on its way.
  private static final Duration HALF_LINE = Duration.ofMillis(100);

  private static final Duration LET_GO = Duration.ofSeconds(1);
  private static final int MOST_HELD = 8 * 1024; // characters

  private final Terminal terminal;
  private final LineReader reader;
  private final Charset encoding;
  private final Legible legible;
  private final boolean colours;
  private final Queue<String> pasted = new ArrayDeque<>();
  private final StringBuilder held = new StringBuilder();
  private long shown;
  private boolean closed;
  private volatile boolean hurries;
  private volatile @Nullable Thread typist;

  private Screen(Terminal terminal, Charset encoding, boolean colours) {
    this.terminal = terminal;
    this.encoding = encoding;
    this.colours = colours;
    legible = new Legible(encoding);
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_INCREMENTAL, false)
            .variable(LineReader.DISABLE_COMPLETION, true)
            .build();
  }

  static Screen open(Charset encoding, boolean colours) throws IOException {
    return new Screen(TerminalBuilder.builder().system(true).build(), encoding, colours);
  }

  @Override
  public byte @Nullable [] line() throws Complaint {
    typist = Thread.currentThread();
    if (pasted.isEmpty()) {
      try {
        pasted.addAll(Arrays.asList(reader.readLine("> ").split("\n", -1)));
      } catch (EndOfFileException _) {
        return null; // Ctrl-D
      } catch (UserInterruptException _) {
        hurries = true; // Ctrl-C
        return null;
      }
    }
    return Pipes.encoded(pasted.remove(), encoding);
  }

  @Override
  public synchronized void show(byte[] bytes, boolean whole) {
    if (closed) return;
    shown++;
    held.append(legible.text(bytes, whole));
    if (whole) {
      if (bytes.length == 0) quiet("(an empty datagram)");
      else release(held.length());
      return;
    }
    release(held.lastIndexOf("\n") + 1);
    if (held.length() > MOST_HELD) release(held.length());
    if (!held.isEmpty()) releaseLater(shown);
  }

  /// Prints the first characters of what is held, which are whole lines or taken as one.
  private void release(int count) {
    if (count == 0) return;
    boolean ended = held.charAt(count - 1) == '\n';
    reader.printAbove(new AttributedString(held.substring(0, ended ? count - 1 : count)));
    held.delete(0, count);
  }

  private void releaseLater(long asOf) {
    Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(HALF_LINE);
      } catch (InterruptedException _) {
        return;
      }
      synchronized (this) {
        if (shown == asOf && !closed) release(held.length());
      }
    });
  }

  @Override
  public synchronized void note(String text) {
    if (!closed) quiet("(" + text + ")");
  }

  @Override
  public void remark(String text) {
    note(text);
  }

  @Override
  public boolean hurries() {
    return hurries;
  }

  private void quiet(String text) {
    AttributedStyle style = colours ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
    reader.printAbove(new AttributedString(text, style));
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) return;
      held.append(legible.text(new byte[0], true));
      release(held.length());
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
    if (typist == null) return;
    typist.interrupt();
    try {
      typist.join(LET_GO);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
