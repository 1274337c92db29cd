package dev.usher.hub;

import dev.usher.services.time.NtpMeasurement;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// A watched clock on a terminal: a chart that is drawn again in its place.
final class ChartScreen implements Watching {
  private static final int TALLEST = 15;
  private static final int AROUND = 4; // lines above and below the chart, and where the cursor is
  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;

  private final Terminal terminal;
  private final PrintStream out;
  private final String title;
  private final Chart chart = new Chart();
  private int drawn; // lines

  private ChartScreen(Terminal terminal, PrintStream out, String servers) {
    this.terminal = terminal;
    this.out = out;
    title = "what this machine's clock lacks, by " + servers;
    out.print("\033[?25l" + clipped(title, width()) + "\nasking …\n"); // without a cursor
    out.flush();
    drawn = 2;
  }

  /// @param servers as in a sentence
  static ChartScreen open(PrintStream out, String servers) throws IOException {
    // Signals are ours: JLine would make Ctrl-C end the program at once.
    Terminal terminal = TerminalBuilder.builder().system(true).nativeSignals(false).build();
    return new ChartScreen(terminal, out, servers);
  }

  @Override
  public boolean show(Outcome outcome) {
    NtpMeasurement measured = outcome.measured();
    if (measured == null) chart.addGap();
    else chart.add(measured.offset(), measured.error());
    int width = width();
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.addAll(chart.lines(width, height()));
    lines.add(
        measured == null
            ? Outcome.NONE
            : Amount.of(measured.offset(), measured.error()).text()
                + ": "
                + Amount.meaning(measured.offset(), measured.error()));
    String doubts = outcome.doubts();
    lines.add(doubts.isEmpty() ? "Ctrl-C ends" : doubts);
    draw(lines, width);
    return !out.checkError();
  }

  private void draw(List<String> lines, int width) {
    StringBuilder text = new StringBuilder();
    text.append("\033[").append(drawn).append("F\033[J"); // back to the first line, and all gone
    for (String line : lines) text.append(clipped(line, width)).append('\n');
    out.print(text);
    out.flush();
    drawn = lines.size();
  }

  private static String clipped(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }

  /// One column less than there are, since some terminals wrap a full line.
  private int width() {
    int columns = terminal.getColumns();
    return Math.max(2, (columns > 0 ? columns : USUAL_WIDTH) - 1);
  }

  private int height() {
    int rows = terminal.getRows();
    return Math.clamp((rows > 0 ? rows : USUAL_HEIGHT) - (long) AROUND, 3, TALLEST);
  }

  /// Gives the cursor back, and takes away the `^C` that the terminal shows.
  @Override
  public void close() {
    out.print("\r\033[K\033[?25h");
    out.flush();
    try {
      terminal.close();
    } catch (IOException _) {
      // the terminal is gone, and with it whoever could be told
    }
  }
}
