package dev.usher.hub;

import dev.usher.services.time.CorrectedClock;
import dev.usher.services.time.Leap;
import dev.usher.services.time.NtpMeasurement;
import dev.usher.services.time.NtpReport;
import dev.usher.services.time.NtpSample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What `usher time` tells a person.
///
/// @param colours whether type may be coloured
record TimeText(boolean colours) {
  private static final String[] HEADING = {
    "SERVER", "OFFSET", "ERROR", "DELAY", "STRATUM", "LEAP", "VERDICT"
  };
  private static final String RIGHT_ALIGNED = "OFFSET ERROR DELAY STRATUM";

  /// The table, why somebody is not believed, what it means for this machine, and the time now.
  String whole(Outcome outcome) {
    StringBuilder text = new StringBuilder(table(outcome));
    for (NtpReport each : outcome.reports()) {
      String why = outcome.verdict(each).why();
      if (why.isEmpty()) continue;
      text.append('\n').append(outcome.name(each)).append(" is not believed:\n  ");
      text.append(why.replace("; ", ";\n  ")).append('\n');
    }
    NtpMeasurement measured = outcome.measured();
    if (measured == null) return text.toString();
    text.append('\n').append(Amount.meaning(measured.offset(), measured.error()));
    text.append("\nnow it is ").append(painted("1", now(measured.clock()))).append('\n');
    return text.toString();
  }

  private String table(Outcome outcome) {
    String[][] rows = new String[outcome.reports().size() + 1][];
    rows[0] = HEADING;
    for (int i = 1; i < rows.length; i++) {
      NtpReport report = outcome.reports().get(i - 1);
      rows[i] = cells(outcome.name(report), outcome.verdict(report));
    }
    int[] widths = new int[HEADING.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) widths[i] = Math.max(widths[i], row[i].length());
    }
    StringBuilder text = new StringBuilder();
    text.append(painted("1", line(HEADING, widths, false))).append('\n');
    for (int i = 1; i < rows.length; i++) text.append(line(rows[i], widths, true)).append('\n');
    return text.toString();
  }

  private static String[] cells(String server, Verdict verdict) {
    NtpSample best = verdict.best();
    if (best == null) return new String[] {server, "-", "-", "-", "-", "-", verdict.word()};
    Amount amount = Amount.of(best.offset(), best.error());
    return new String[] {
      server,
      amount.value(),
      "± " + amount.error(),
      Amount.of(best.delay()),
      Integer.toString(best.stratum()),
      leap(best.leap()),
      verdict.word()
    };
  }

  private String line(String[] row, int[] widths, boolean judged) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      int gap = widths[i] - row[i].length();
      boolean right = RIGHT_ALIGNED.contains(HEADING[i]);
      if (i > 0) line.append("  ");
      if (right) line.repeat(' ', gap);
      boolean last = i == row.length - 1;
      line.append(last && judged ? painted(colour(row[i]), row[i]) : row[i]);
      if (!right && !last) line.repeat(' ', gap);
    }
    return line.toString();
  }

  private static String colour(String verdict) {
    return verdict.equals("believed") ? "32" : "31";
  }

  private String painted(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }

  /// In lower case, as in `none`.
  static String leap(Leap leap) {
    return leap.name().toLowerCase(Locale.ROOT);
  }

  /// A measurement in one line, for a log.
  String line(Outcome outcome) {
    NtpMeasurement measured = outcome.measured();
    if (measured == null) {
      return moment(Instant.now(), Duration.ofSeconds(1))
          + "  "
          + Outcome.NONE
          + ": "
          + outcome.doubts();
    }
    Amount amount = Amount.of(measured.offset(), measured.error());
    String doubts = outcome.doubts();
    return now(measured.clock())
        + "  "
        + amount.value()
        + " ± "
        + amount.error()
        + "  delay "
        + Amount.of(measured.best().delay())
        + "  stratum "
        + measured.best().stratum()
        + (doubts.isEmpty() ? "" : "  (" + doubts + ")");
  }

  private static String now(CorrectedClock clock) {
    return moment(clock.instant(), clock.error());
  }

  /// A moment in the machine's zone, with those digits of a second that are worth no less than the
  /// error.
  static String moment(Instant moment, Duration error) {
    int digits = 0;
    long worth = 100_000_000;
    while (digits < 9 && worth >= error.toNanos()) {
      digits++;
      worth /= 10;
    }
    String fraction = digits == 0 ? "" : "." + "S".repeat(digits);
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss" + fraction + " xxx", Locale.ROOT)
        .format(ZonedDateTime.ofInstant(moment, ZoneId.systemDefault()));
  }
}
