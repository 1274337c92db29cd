package dev.usher.hub;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tells the person who runs a hub what came: so many lines a minute, since it is often strangers
/// who cause them. Safe for several threads.
final class News implements Consumer<String> {
  private static final int MOST = 30;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final PrintStream err;
  private long minute = System.nanoTime();
  private int told;

  News(PrintStream err) {
    this.err = err;
  }

  /// @param line may have anything in it
  @Override
  public synchronized void accept(String line) {
    long now = System.nanoTime();
    if (now - minute >= MINUTE) {
      minute = now;
      told = 0;
    }
    if (told++ < MOST) err.println("usher: " + Legible.line(line));
    else if (told == MOST + 1) err.println("usher: and more, in files.log");
  }
}
