package dev.usher.hub;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/// A person at a terminal, in a conversation of bytes.
final class Screen implements Person {
  /// How long half a line is held back: the other half may be on its way.
  private static final Duration HALF_LINE = Duration.ofMillis(100);

  private static final int MOST_HELD = 8 * 1024; // characters

  private final Desk desk;
  private final Charset encoding;
  private final Legible legible;
  private final StringBuilder held = new StringBuilder();
  private long shown;
  private boolean closed;

  private Screen(Desk desk, Charset encoding) {
    this.desk = desk;
    this.encoding = encoding;
    legible = new Legible(encoding);
  }

  static Screen open(Charset encoding) throws IOException {
    return new Screen(Desk.open(), encoding);
  }

  @Override
  public byte @Nullable [] line() throws Complaint {
    String line = desk.line("> ");
    return line == null ? null : Pipes.encoded(line, encoding);
  }

  @Override
  public synchronized void show(byte[] bytes, boolean whole) {
    if (closed) return;
    shown++;
    held.append(legible.text(bytes, whole));
    if (whole) {
      if (bytes.length == 0) desk.note("an empty datagram");
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
    desk.print(new AttributedString(held.substring(0, ended ? count - 1 : count)));
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
  public boolean looksAway() {
    return false; // who has gone with the terminal has closed the input, too
  }

  @Override
  public void note(String text) {
    desk.note(text);
  }

  @Override
  public void remark(String text) {
    desk.note(text);
  }

  @Override
  public boolean hurries() {
    return desk.interrupted();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) return;
      held.append(legible.text(new byte[0], true));
      release(held.length());
      closed = true;
    }
    desk.close();
  }
}
