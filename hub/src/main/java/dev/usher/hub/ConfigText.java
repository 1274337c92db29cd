package dev.usher.hub;

import java.util.ArrayList;
import java.util.List;

/// What `usher config show` tells a person.
///
/// @param colours whether the heading may stand out
record ConfigText(boolean colours) {
  /// A line for each setting, and for several values of one a line each when they come from
  /// different places.
  String table(List<InForce> all) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"SETTING", "VALUE", "FROM"});
    for (InForce each : all) rows(each, rows);
    int[] widths = new int[2];
    for (String[] row : rows) {
      for (int i = 0; i < 2; i++) widths[i] = Math.max(widths[i], Columns.of(row[i]));
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      boolean bold = colours && text.isEmpty();
      if (bold) text.append("\033[1m");
      for (int i = 0; i < 2; i++) {
        text.append(row[i]).repeat(' ', widths[i] - Columns.of(row[i]) + 2);
      }
      text.append(row[2]);
      if (bold) text.append("\033[0m");
      text.append('\n');
    }
    return text.toString();
  }

  private static void rows(InForce setting, List<String[]> rows) {
    if (setting.values().isEmpty()) {
      rows.add(new String[] {setting.name(), setting.words(), "default"});
      return;
    }
    String name = setting.name();
    String last = "";
    for (Word word : setting.values()) {
      String text = Legible.line(word.text());
      String from = word.origin().brief();
      if (from.equals(last) && !setting.option().name().equals(Listening.LISTEN)) {
        rows.getLast()[1] += ", " + text;
      } else {
        rows.add(new String[] {name, text, from});
      }
      name = "";
      last = from;
    }
  }
}
