package dev.usher.hub;

import dev.usher.hub.Tally.Standing;
import java.util.ArrayList;
import java.util.List;

/// How far a transfer is, in a few lines for a terminal. By the tally, the time and the width
/// alone.
///
/// @param width of the terminal, in columns
/// @param colours whether type may be coloured
record TransferText(int width, boolean colours) {
  private static final int WIDE = 75; // columns from which there is room for a bar
  private static final int WIDEST = 94; // columns from which on the time left is behind the rest
  private static final int BAR = 20;
  private static final int NAME = 12; // columns that a name should have
  private static final int SHOWN = 3; // files that have a line each
  private static final String GAP = "   ";

  /// Lines, none wider than the terminal; none before anything is known.
  List<String> lines(Tally tally, long nanos) {
    List<Standing> active = tally.active();
    boolean single = tally.complete() && tally.files() == 1;
    Standing whole = single && !active.isEmpty() ? active.getFirst() : tally.whole();
    List<String> lines = new ArrayList<>();
    if (tally.files() == 0) return lines;
    String name = single && !active.isEmpty() ? whole.file().name() : count(tally);
    lines.add(line(name, whole, tally, nanos));
    if (tally.answers()) lines.add(stages(whole, left(whole, tally, tally.speed(nanos))));
    if (!single) {
      for (Standing each : active.subList(0, Math.min(SHOWN, active.size()))) {
        lines.add(row("  " + clean(each.file().name()), List.of(percent(each, tally), of(each))));
      }
    }
    return lines;
  }

  private static String count(Tally tally) {
    long done = tally.stored() + tally.refused();
    return done + " of " + tally.files() + (tally.complete() ? "" : "+") + " files";
  }

  private String line(String name, Standing whole, Tally tally, long nanos) {
    long speed = tally.speed(nanos);
    String percent = tally.complete() ? percent(whole, tally) : "";
    String rate = speed > 0 ? Bytes.text(speed) + "/s" : "";
    String left = left(whole, tally, speed);
    if (width < WIDE) {
      List<String> facts = new ArrayList<>(List.of(percent, left, rate, of(whole)));
      facts.removeIf(String::isEmpty);
      return row(clean(name), facts);
    }
    String bar =
        new Bar(BAR, colours)
            .of(whole.file().size(), whole.sent(), whole.verified(), whole.durable());
    // As wide as ever, so that nothing jumps.
    String facts = "%5s   %18s   %9s".formatted(percent, of(whole), rate);
    if (width >= WIDEST) facts += GAP + "%-16s".formatted(left);
    int room = width - BAR - facts.length() - 2 * GAP.length();
    return Columns.fit(clean(name), room) + GAP + bar + GAP + facts.stripTrailing();
  }

  /// A name, and as many facts as there is room for.
  private String row(String name, List<String> facts) {
    List<String> shown = new ArrayList<>(facts);
    while (shown.size() > 1 && width - Columns.of(String.join(GAP, shown)) < NAME + 2) {
      shown.removeLast();
    }
    String rest = String.join(GAP, shown);
    return Columns.clip(Columns.fit(name, width - rest.length() - 2) + "  " + rest, width);
  }

  /// `sent 64 % verified 62 % durable 40 %`, and the time left where the line above has no room.
  private String stages(Standing whole, String left) {
    long size = whole.file().size();
    List<String> parts = new ArrayList<>();
    parts.add("  sent " + percent(whole.sent(), size));
    parts.add("verified " + percent(whole.verified(), size));
    parts.add("durable " + percent(whole.durable(), size));
    if (width >= WIDE && width < WIDEST && !left.isEmpty()) parts.add(left);
    if (whole.resumed() > 0) parts.add(Bytes.text(whole.resumed()) + " were there");
    while (parts.size() > 1 && String.join(GAP, parts).length() > width) parts.removeLast();
    return Columns.clip(String.join(GAP, parts), width);
  }

  private static String of(Standing standing) {
    return Bytes.text(standing.sent()) + " of " + Bytes.text(standing.file().size());
  }

  /// Of what the other side has found right; 100 only when all has ended.
  private static String percent(Standing standing, Tally tally) {
    long reached = tally.answers() ? standing.verified() : standing.sent();
    boolean whole = reached >= standing.file().size();
    return whole && !tally.over() ? "99 %" : percent(reached, standing.file().size());
  }

  private static String percent(long bytes, long size) {
    long percent = size == 0 ? 100 : (long) (bytes / (double) size * 100);
    return Math.min(percent, bytes < size ? 99 : 100) + " %";
  }

  private static String left(Standing whole, Tally tally, long speed) {
    long reached = tally.answers() ? whole.moved() + whole.resumed() : whole.sent();
    long rest = whole.file().size() - reached;
    if (!tally.complete()) return "";
    if (rest <= 0) return tally.over() ? "" : "finishing";
    if (speed <= 0) return "";
    long seconds = Math.ceilDiv(rest, speed);
    if (seconds < 60) return seconds + " s left";
    if (seconds < 3600) return seconds / 60 + " min " + seconds % 60 + " s left";
    return seconds / 3600 + " h " + seconds / 60 % 60 + " min left";
  }

  private static String clean(String name) {
    return Legible.line(name).replace('\t', ' ');
  }
}
