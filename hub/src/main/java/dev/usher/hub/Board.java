package dev.usher.hub;

import dev.usher.services.Address;
import java.util.ArrayList;
import java.util.List;

/// What a person sees when the hub serves: one table of doors, addresses, and how to try them.
final class Board {
  private final List<String[]> rows = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();
  private final boolean bold;

  /// @param bold whether the heading stands out by a terminal's bold type
  Board(Hub hub, boolean bold) {
    this.bold = bold;
    String last = "";
    for (Hub.OpenDoor each : hub.doors()) {
      String name = each.door().name();
      String how = each.door().tryIt(reachable(each.address()));
      rows.add(new String[] {name.equals(last) ? "" : name, each.address().toString(), how});
      if (!each.address().local() && !Hub.isWildcard(each.address())) elsewhere.add(how);
      last = name;
    }
  }

  private static Address reachable(Address address) {
    return Hub.isWildcard(address) ? address.at("127.0.0.1") : address;
  }

  /// The table, and its lines for other machines when there are any.
  ///
  /// @param lan whether to print lines to paste on another machine
  String text(boolean lan) {
    String[] heading = {"DOOR", "ADDRESS", "TRY IT"};
    int first = width(0, heading);
    int second = width(1, heading);
    StringBuilder text = new StringBuilder();
    if (bold) text.append("\033[1m");
    row(heading, first, second, text);
    if (bold) text.insert(text.length() - 1, "\033[0m");
    for (String[] row : rows) row(row, first, second, text);
    if (lan) {
      text.append("\nOn another machine:\n");
      for (String how : elsewhere) text.append("  ").append(how).append('\n');
    }
    return text.toString();
  }

  private int width(int column, String[] heading) {
    int width = heading[column].length();
    for (String[] row : rows) width = Math.max(width, row[column].length());
    return width + 2;
  }

  private static void row(String[] cells, int first, int second, StringBuilder text) {
    text.append(cells[0]).repeat(' ', first - cells[0].length());
    text.append(cells[1]).repeat(' ', second - cells[1].length());
    text.append(cells[2]).append('\n');
  }
}
