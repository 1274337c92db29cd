package dev.usher.hub;

import dev.usher.services.AddressException;
import dev.usher.services.Option;
import dev.usher.services.Option.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Holds what stands in a TOML file against what can be said: its keys, their types and their
/// values, so that all mistakes are told at once. What values mean is the options' own affair.
final class ConfigReader {
  private static final int MOST = 10;

  private final Path file;
  private final String[] lines;
  private final Known known;
  private final Misnamed misnamed;
  private final Told told = new Told();
  private final List<Wrong> wrong = new ArrayList<>();

  private record Wrong(Origin.InFile at, String table, String why) {
    String text() {
      return at.of(table) + ": " + why;
    }
  }

  ConfigReader(Path file, String text, Known known) {
    this.file = file;
    this.known = known;
    lines = text.split("\n", -1);
    misnamed = new Misnamed(known);
  }

  /// @throws Complaint with everything that is wrong
  Told read(TomlTable toml) throws Complaint {
    read("", toml);
    if (wrong.isEmpty()) return told;
    wrong.sort(
        Comparator.<Wrong>comparingInt(each -> each.at.line())
            .thenComparingInt(each -> each.at.column()));
    List<String> lines = new ArrayList<>();
    for (Wrong each : wrong) if (lines.size() < MOST) lines.add(each.text());
    if (wrong.size() > MOST) lines.add(file + ": and " + (wrong.size() - MOST) + " mistakes more");
    throw Complaint.usage(lines);
  }

  private void read(String table, TomlTable toml) {
    for (Map.Entry<String, Object> each : toml.entrySet()) {
      String key = each.getKey();
      Origin.InFile at = at(toml.inputPositionOf(List.of(key)));
      String below = table.isEmpty() ? key : table + "." + key;
      Option<?> option = known.option(table, key);
      if (option != null) {
        read(table, option, each.getValue(), at);
      } else if (!isTable(below) || key.isEmpty() || key.indexOf('.') >= 0) {
        boolean inner = each.getValue() instanceof TomlTable;
        wrong(at, "", inner ? misnamed.table(whole(below, each)) : misnamed.key(table, key));
      } else if (each.getValue() instanceof TomlTable inner) {
        read(below, inner);
      } else {
        wrong(at, "", "[" + below + "] is a table, not " + Found.text(each.getValue()));
      }
    }
  }

  /// A heading such as `[tiem.text]` makes two tables, of which the outer has nothing else.
  private static String whole(String name, Map.Entry<String, Object> table) {
    if (!(table.getValue() instanceof TomlTable inner) || inner.size() != 1) return name;
    Map.Entry<String, Object> only = inner.entrySet().iterator().next();
    return only.getValue() instanceof TomlTable ? whole(name + "." + only.getKey(), only) : name;
  }

  private boolean isTable(String name) {
    return known.tables().keySet().stream()
        .anyMatch(each -> each.equals(name) || each.startsWith(name + "."));
  }

  private void read(String table, Option<?> option, Object value, Origin.InFile at) {
    if (option.kind() == Kind.LIST && value instanceof TomlArray list) {
      read(table, option, list, at);
      return;
    }
    String text = Found.fits(option.kind(), value);
    if (text != null) say(table, option, text, at);
    else wrong(at, table, Found.expected(option, value));
  }

  private void read(String table, Option<?> option, TomlArray list, Origin.InFile at) {
    String name = option.name();
    if (list.isEmpty()) wrong(at, table, name + " is empty; leave it out for what is usual");
    for (int i = 0; i < list.size(); i++) {
      Origin.InFile here = behind(list.inputPositionOf(i));
      if (list.get(i) instanceof String text) say(table, option, text, here);
      else wrong(here, table, name + " is a list of texts, and this is " + Found.text(list.get(i)));
    }
  }

  private void say(String table, Option<?> option, String text, Origin.InFile at) {
    try {
      Object _ = option.read(text);
      told.say(table, option.name(), new Word(text, at));
    } catch (AddressException e) {
      wrong(at, table, e.getMessage());
    }
  }

  private void wrong(Origin.InFile at, String table, String why) {
    wrong.add(new Wrong(at, table, why));
  }

  private Origin.InFile at(@Nullable TomlPosition at) {
    return at == null ? place(1, 1) : place(at.line(), at.column());
  }

  private Origin.InFile place(int line, int column) {
    return new Origin.InFile(file, line, column);
  }

  /// tomlj tells of an element where the one before ends: what lies between may be lines and
  /// comments.
  private Origin.InFile behind(TomlPosition at) {
    int column = at.column() - 1;
    for (int line = at.line() - 1; line < lines.length; line++, column = 0) {
      for (; column < lines[line].length(); column++) {
        char c = lines[line].charAt(column);
        if (c == '#') break;
        if (c > ' ' && c != ',') return place(line + 1, column + 1);
      }
    }
    return place(at.line(), at.column());
  }
}
