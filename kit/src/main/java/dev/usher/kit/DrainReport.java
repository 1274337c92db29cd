package dev.usher.kit;

import java.time.Duration;
import java.util.Map;

/// What became of the conversations that a drain or a close found.
///
/// @param finished how many ended by themselves in the time they had
/// @param cut how many were cut when it was up, by what they were doing
/// @param abandoned how many handlers went on for longer than [Defaults#ABANDON] although they were
///   cut and interrupted; they are counted in `cut` too
/// @param took how long it took
public record DrainReport(
    int finished, Map<Ended.Activity, Integer> cut, int abandoned, Duration took) {
  /// Keeps a copy of the map.
  public DrainReport {
    cut = Map.copyOf(cut);
  }

  /// Whether nobody had to be cut.
  public boolean clean() {
    return cut.isEmpty() && abandoned == 0;
  }

  /// How many were cut altogether.
  public int cutInAll() {
    return cut.values().stream().mapToInt(Integer::intValue).sum();
  }
}
