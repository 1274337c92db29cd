package dev.usher.hub;

import dev.usher.services.Option;
import dev.usher.services.Spelling;
import java.util.ArrayList;
import java.util.List;

/// What to say to somebody who wrote a name that does not exist.
///
/// @param known those that do
record Misnamed(Known known) {
  private static final int MOST_HOMES = 3;

  /// A key with a value.
  ///
  /// @param table where it stands
  String key(String table, String key) {
    String what = "unknown key \"" + key + "\"" + (table.isEmpty() ? "" : " in [" + table + "]");
    List<String> here =
        known.tables().getOrDefault(table, List.of()).stream().map(Option::name).toList();
    if (!here.isEmpty() && isNear(key, Spelling.nearest(key, here))) {
      return what + "; did you mean \"" + Spelling.nearest(key, here) + "\"?";
    }
    List<String> homes = homes(table, key);
    if (!homes.isEmpty()) return what + "; it belongs " + String.join(" or ", homes);
    if (here.isEmpty()) return what + "; it has none but its doors' own: " + below(table);
    return what + "; there are " + String.join(", ", here);
  }

  /// A table, which is one of the known ones only if there are quotes in its heading.
  String table(String name) {
    if (known.tables().containsKey(name)) return "write [" + name + "], without quotes";
    List<String> tables = known.tables().keySet().stream().filter(t -> !t.isEmpty()).toList();
    String nearest = Spelling.nearest(name, tables);
    String what = "unknown table [" + name + "]; ";
    if (isNear(name, nearest)) return what + "did you mean [" + nearest + "]?";
    return what + "there are " + String.join(", ", tables);
  }

  private static boolean isNear(String typed, String name) {
    return Spelling.distance(typed, name)
        <= Math.max(1, Math.min(typed.length(), name.length()) / 2);
  }

  private String below(String table) {
    return String.join(
        ", ", known.doors().stream().filter(d -> d.startsWith(table + ".")).toList());
  }

  /// Where the key exists: of many places, those that are nearest.
  private List<String> homes(String table, String key) {
    List<String> homes = new ArrayList<>();
    if (known.option("", key) != null) homes.add("at the top, above the first [table]");
    for (String each : known.tables().keySet()) {
      boolean near = table.isEmpty() || !isService(table) || each.startsWith(table + ".");
      boolean exists = !each.isEmpty() && known.option(each, key) != null;
      if (exists && near && homes.size() < MOST_HOMES) homes.add("in [" + each + "]");
    }
    return homes;
  }

  private static boolean isService(String table) {
    return table.indexOf('.') < 0;
  }
}
