package dev.usher.services.files;

import java.time.Duration;

/// What a store may hold.
///
/// @param quota bytes of all its files, those on their way included; [#NONE] for no limit
/// @param keepFree bytes that stay free on its file system
/// @param hidden whether names that begin with a dot are allowed
/// @param abandonedAfter how long a partial file that nobody goes on with is kept
public record StoreLimits(long quota, long keepFree, boolean hidden, Duration abandonedAfter) {
  /// No limit.
  public static final long NONE = Long.MAX_VALUE;

  /// No quota, 64 MiB stay free, nothing hidden, seven days.
  public static final StoreLimits DEFAULT =
      new StoreLimits(NONE, 64L << 20, false, Duration.ofDays(7));

  /// Checks that nothing is negative.
  public StoreLimits {
    if (quota < 0 || keepFree < 0 || abandonedAfter.isNegative()) {
      throw new IllegalArgumentException(quota + ", " + keepFree + ", " + abandonedAfter);
    }
  }
}
