package dev.usher.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What was asked for.
///
/// @param rounds measured windows for each server of a cell
/// @param window length of one
/// @param quick less of everything, to see that it works
/// @param only words of which a name must hold one; empty for all
/// @param beside other builds of the kit: name → classes
/// @param write where what is printed goes too, if anywhere
record Options(
    int rounds,
    Duration window,
    boolean quick,
    List<String> only,
    Map<String, Path> beside,
    @Nullable Path write) {

  /// Reads what follows the command.
  static Options parse(String... args) {
    int rounds = 0;
    double seconds = 0;
    boolean quick = false;
    List<String> only = new ArrayList<>();
    Map<String, Path> beside = new TreeMap<>();
    Path write = null;
    for (int i = 1; i < args.length; i++) {
      switch (args[i]) {
        case "--rounds" -> rounds = Integer.parseInt(value(args, ++i));
        case "--seconds" -> seconds = Double.parseDouble(value(args, ++i));
        case "--quick" -> quick = true;
        case "--only" -> only.addAll(List.of(value(args, ++i).split(",")));
        case "--beside" -> {
          String[] pair = value(args, ++i).split("=", 2);
          if (pair.length < 2) throw new IllegalArgumentException("--beside takes NAME=CLASSES");
          beside.put(pair[0], Path.of(pair[1]));
        }
        case "--write" -> write = Path.of(value(args, ++i));
        default -> throw new IllegalArgumentException("no such option: " + args[i]);
      }
    }
    if (rounds == 0) rounds = quick ? 2 : 7;
    if (seconds == 0) seconds = quick ? 0.5 : 1.5;
    if (rounds < 1 || rounds > 1_000 || !(seconds >= 0.1 && seconds <= 600)) {
      throw new IllegalArgumentException("1 to 1000 rounds of 0.1 to 600 seconds");
    }
    Duration window = Duration.ofMillis(Math.round(seconds * 1_000));
    return new Options(rounds, window, quick, List.copyOf(only), Map.copyOf(beside), write);
  }

  private static String value(String[] args, int at) {
    if (at < args.length) return args[at];
    throw new IllegalArgumentException(args[at - 1] + " needs a value");
  }

  /// Prints what is measured, how, when and where.
  void head(String what, boolean pinned) throws IOException {
    String how = pinned ? "the server alone on one core" : "NOT pinned to cores";
    System.out.printf("%s: %d rounds of %d ms, %s.%n", what, rounds, window.toMillis(), how);
    System.out.println(Machine.describe());
    System.out.println();
  }

  /// Those whose names hold one of the words; all when none does.
  <T> List<T> wanted(List<T> all) {
    List<T> some = all.stream().filter(t -> only.stream().anyMatch(w -> holds(t, w))).toList();
    return some.isEmpty() ? all : some;
  }

  /// `64x1` is not `64x16`.
  private static boolean holds(Object named, String word) {
    return Pattern.compile(Pattern.quote(word) + "(?![0-9])").matcher(named.toString()).find();
  }
}
