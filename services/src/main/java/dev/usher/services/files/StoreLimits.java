package dev.usher.services.files;

import dev.usher.services.AddressException;
import dev.usher.services.Option;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

  private static final long LARGEST = 1L << 50; // a petabyte
  private static final Option<Long> SIZE = Option.bytes("quota", "1T", 1, LARGEST);
  private static final Option<Long> QUOTA =
      Option.of("quota", Option.Kind.TEXT, "none", StoreLimits::quota);
  private static final Option<Long> KEEP_FREE = Option.bytes("keep-free", "64M", 0, LARGEST);
  private static final Option<Boolean> HIDDEN = Option.flag("hidden", false);
  private static final Option<Duration> ABANDONED_AFTER = Option.time("abandoned-after", "7d");

  /// What the file service can be told of it.
  public static final List<Option<?>> OPTIONS = List.of(QUOTA, KEEP_FREE, HIDDEN, ABANDONED_AFTER);

  /// What these options say, by name, and else [#DEFAULT].
  public static StoreLimits of(Map<String, String> options) throws AddressException {
    return new StoreLimits(
        QUOTA.in(options), KEEP_FREE.in(options), HIDDEN.in(options), ABANDONED_AFTER.in(options));
  }

  private static long quota(String text) throws AddressException {
    if (text.equals("none")) return NONE;
    try {
      return SIZE.read(text);
    } catch (AddressException e) {
      throw new AddressException(e.getMessage() + ", or none");
    }
  }

  /// Checks that nothing is negative.
  public StoreLimits {
    if (quota < 0 || keepFree < 0 || abandonedAfter.isNegative()) {
      throw new IllegalArgumentException(quota + ", " + keepFree + ", " + abandonedAfter);
    }
  }
}
