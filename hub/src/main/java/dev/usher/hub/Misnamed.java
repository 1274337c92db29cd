package dev.usher.hub;

import dev.usher.services.Option;
import dev.usher.services.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
    List<String> homes = homes(table, key);
    if (!homes.isEmpty()) return what + "; it belongs " + String.join(" or ", homes);
    String near = near(key, here);
    if (near != null) return what + "; did you mean \"" + near + "\"?";
    if (here.isEmpty()) return what + "; it has none but its doors' own: " + below(table);
    return what + "; there are " + String.join(", ", here);
  }

  /// A table, which is one of the known ones only if there are quotes in its heading.
  String table(String name) {
    List<String> tables = known.tables().keySet().stream().filter(t -> !t.isEmpty()).toList();
    if (tables.contains(name)) return "write [" + name + "], without quotes";
    String near = near(name, tables);
    String what = "unknown table [" + name + "]; ";
    if (near != null) return what + "did you mean [" + near + "]?";
    return what + "there are " + String.join(", ", tables);
  }

  private static @Nullable String near(String typed, List<String> known) {
    if (known.isEmpty()) return null;
    String lower = typed.toLowerCase(Locale.ROOT);
    String nearest = Spelling.nearest(lower, known);
    int letters = Spelling.distance(lower, nearest);
    boolean near = letters < lower.length() && letters <= Math.max(2, nearest.length() / 4);
    return near ? nearest : null;
  }

  private String below(String table) {
    return String.join(
        ", ", known.doors().stream().filter(d -> d.startsWith(table + ".")).toList());
  }

  /// Where the key exists: those places that are nearest, or of many one.
  private List<String> homes(String table, String key) {
    List<String> homes = new ArrayList<>();
    if (known.option("", key) != null) homes.add("at the top, above the first [table]");
    for (String each : known.tables().keySet()) {
      boolean near = table.isEmpty() || !isService(table) || each.startsWith(table + ".");
      boolean exists = !each.isEmpty() && known.option(each, key) != null;
      if (exists && near) homes.add("in [" + each + "]");
    }
    boolean many = homes.size() > MOST_HOMES;
    return many ? List.of("in the table of a door, as " + homes.getFirst()) : homes;
  }

  private static boolean isService(String table) {
    return table.indexOf('.') < 0;
  }
}
