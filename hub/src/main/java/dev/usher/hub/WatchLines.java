package dev.usher.hub;

import java.io.PrintStream;

/// A watched clock in a pipe: a line for each measurement.
record WatchLines(PrintStream out, boolean json) implements Watching {
  @Override
  public boolean show(Outcome outcome) {
    out.println(json ? TimeJson.line(outcome) : new TimeText(false).line(outcome));
    return !out.checkError();
  }

  @Override
  public void close() {
    out.flush();
  }
}
