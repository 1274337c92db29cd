package dev.usher.services;

import java.util.Arrays;

/// What a [RateLimit] knows of a few sources.
///
/// Each has a token bucket in one number: the moment when it will be full again. A packet moves
/// that on by one interval; when it would be farther off than a whole bucket takes, the bucket is
/// empty. A newcomer takes the place of the source whose bucket is the fullest, of which there is
/// the least to remember: full buckets say nothing at all, and a flood is not forgotten for others.
final class RateSet {
  private static final int PLACES = 8;

  private final long[] sources = new long[PLACES];
  private final long[] full = new long[PLACES];

  RateSet() {
    Arrays.fill(full, Long.MIN_VALUE);
  }

  /// Takes a token of this source's.
  ///
  /// @param interval ns in which one token comes back
  /// @param bucket ns in which all of them do
  /// @return false when there is none
  synchronized boolean take(long source, long now, long interval, long bucket) {
    int place = place(source);
    long since = sources[place] == source ? Math.max(full[place], now) : now;
    if (since + interval - now > bucket) return false;
    sources[place] = source;
    full[place] = since + interval;
    return true;
  }

  private int place(long source) {
    int fullest = 0;
    for (int i = 0; i < PLACES; i++) {
      if (sources[i] == source) return i;
      if (full[i] < full[fullest]) fullest = i;
    }
    return fullest;
  }
}
