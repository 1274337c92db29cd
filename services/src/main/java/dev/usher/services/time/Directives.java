package dev.usher.services.time;

import static dev.usher.services.time.Style.Case.KEPT;
import static dev.usher.services.time.Style.Case.LOWER;
import static dev.usher.services.time.Style.Case.LOWERED;
import static dev.usher.services.time.Style.Case.RAISED;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The table of all directives.
final class Directives {
  private static final String ANY = "EO"; // the modifiers that a letter may have
  private static final String[] DAYS = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
  };
  private static final String[] MONTHS = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"
  };
  private static final Map<Character, Entry> TABLE = new HashMap<>();

  private Directives() {}

  private record Entry(String modifiers, Directive directive) {}

  static {
    word("a", "", RAISED, t -> DAYS[daysSinceSunday(t)].substring(0, 3));
    word("A", "", RAISED, t -> DAYS[daysSinceSunday(t)]);
    word("bh", "O", RAISED, t -> MONTHS[t.getMonthValue() - 1].substring(0, 3));
    word("B", "O", RAISED, t -> MONTHS[t.getMonthValue() - 1]);
    word("n", ANY, KEPT, _ -> "\n");
    word("t", ANY, KEPT, _ -> "\t");
    word("%", "", KEPT, _ -> "%");
    word("p", ANY, LOWERED, t -> t.getHour() < 12 ? "AM" : "PM");
    word("P", ANY, LOWER, t -> t.getHour() < 12 ? "am" : "pm");
    word("s", ANY, KEPT, t -> Long.toString(t.toEpochSecond())); // padded as if it were none
    word("Z", ANY, LOWERED, ZoneNames::of);

    number("C", ANY, 1, '0', t -> Math.floorDiv(t.getYear(), 100));
    number("d", "O", 2, '0', ZonedDateTime::getDayOfMonth);
    number("e", "O", 2, '_', ZonedDateTime::getDayOfMonth);
    number("g", "O", 2, '0', t -> Math.floorMod(t.get(IsoFields.WEEK_BASED_YEAR), 100));
    number("G", "O", 1, '0', t -> t.get(IsoFields.WEEK_BASED_YEAR));
    number("H", "O", 2, '0', ZonedDateTime::getHour);
    number("I", "O", 2, '0', t -> t.get(ChronoField.CLOCK_HOUR_OF_AMPM));
    number("j", "O", 3, '0', ZonedDateTime::getDayOfYear);
    number("k", "O", 2, '_', ZonedDateTime::getHour);
    number("l", "O", 2, '_', t -> t.get(ChronoField.CLOCK_HOUR_OF_AMPM));
    number("m", "O", 2, '0', ZonedDateTime::getMonthValue);
    number("M", "O", 2, '0', ZonedDateTime::getMinute);
    number("S", "O", 2, '0', ZonedDateTime::getSecond);
    number("u", ANY, 1, '0', t -> t.getDayOfWeek().getValue());
    number("U", "O", 2, '0', t -> (t.getDayOfYear() + 6 - daysSinceSunday(t)) / 7);
    number("V", "O", 2, '0', t -> t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    number("w", "O", 1, '0', Directives::daysSinceSunday);
    number("W", "O", 2, '0', t -> (t.getDayOfYear() + 7 - t.getDayOfWeek().getValue()) / 7);
    number("y", ANY, 2, '0', t -> Math.floorMod(t.getYear(), 100));
    number("Y", "E", 1, '0', ZonedDateTime::getYear);

    put("z", ANY, new Directive.Offset());
    whole("c", "E", "%a %b %e %H:%M:%S %Y");
    whole("D", "", "%m/%d/%y");
    whole("x", "E", "%m/%d/%y");
    whole("F", "", "%Y-%m-%d");
    whole("r", ANY, "%I:%M:%S %p");
    whole("R", ANY, "%H:%M");
    whole("T", ANY, "%H:%M:%S");
    whole("X", "E", "%H:%M:%S");
  }

  /// What a letter with a modifier stands for; null where C echoes it.
  ///
  /// @param modifier `E`, `O` or [Style#UNSAID]
  static @Nullable Directive find(char letter, char modifier) {
    Entry entry = TABLE.get(letter);
    if (entry == null) return null;
    boolean may = modifier == Style.UNSAID || entry.modifiers.indexOf(modifier) >= 0;
    return may ? entry.directive : null;
  }

  /// What C echoes where it knows no directive, or refuses its modifier. The flag `#` works on
  /// short names of months even then.
  static Directive echo(String text, char letter) {
    return new Directive.Word(letter == 'b' || letter == 'h' ? RAISED : KEPT, _ -> text);
  }

  private static void word(
      String letters, String modifiers, Style.Case hash, Function<ZonedDateTime, String> text) {
    put(letters, modifiers, new Directive.Word(hash, text));
  }

  private static void number(
      String letters, String modifiers, int digits, char pad, ToLongFunction<ZonedDateTime> value) {
    put(letters, modifiers, new Directive.Figure(digits, pad, value));
  }

  private static void whole(String letters, String modifiers, String format) {
    put(letters, modifiers, new Directive.Whole(new StrftimeParser(format).parse()));
  }

  private static void put(String letters, String modifiers, Directive directive) {
    for (char letter : letters.toCharArray()) TABLE.put(letter, new Entry(modifiers, directive));
  }

  private static int daysSinceSunday(ZonedDateTime time) {
    return time.getDayOfWeek().getValue() % 7;
  }
}
